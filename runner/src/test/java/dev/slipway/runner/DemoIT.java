package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The README's first run on the real definitions: the embedded engine, Debian's archive, a real registry and skopeo; as
 * whoever runs the tests and, where that is root, as an ordinary user as well.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class DemoIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = "(?s).*\nPostgreSQL 15\\.[0-9]+ \\(Debian .*\\)\n";
    /** {@code .ci/setup test} makes this account where it runs as root. */
    private static final String ORDINARY_USER = "slipway-test";

    private final Path folder = createFolder();

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("slipway-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An ordinary user's store holds files of the users that his range stands for: only a namespace may delete them. */
    @AfterEach
    void deleteFolder() throws IOException, InterruptedException {
        List<String> delete = new ArrayList<>();
        if (!isRoot()) {
            delete.addAll(List.of("unshare", "--user", "--map-root-user", "--map-auto"));
        }
        delete.addAll(List.of("rm", "-rf", folder.toString()));
        assertThat(new ProcessBuilder(delete).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void builds_pushes_and_runs_an_image_and_does_it_again_from_the_registry() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        List<String> demo = List.of("env", "XDG_CACHE_HOME=" + cache, ROOT + "/runner/bin/demo");

        String first = run(demo);
        assertThat(first).matches(VERSION).contains("[compilerpostgres:15] 4/4 RUN scripts/install-postgres.sh");

        String second = run(demo);
        assertThat(second).matches(VERSION).contains("[extbuilder:15] unchanged since ");
        assertThat(digest(second)).as("nothing changed").isEqualTo(digest(first));
    }

    @Test
    void does_it_as_an_ordinary_user() throws Exception {
        assumeTrue(isRoot(), "the other test ran as an ordinary user already");
        Path checkout = readableCopy();
        String output = run(List.of("runuser", "--login", ORDINARY_USER, "--command", checkout + "/runner/bin/demo"));
        assertThat(output).matches(VERSION);
    }

    private static String digest(String output) {
        return output.lines()
                .filter(line -> line.startsWith("[extbuilder:15] published "))
                .map(line -> line.substring(line.lastIndexOf(' ')))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was published:\n" + output));
    }

    /** What the runner needs, where anybody may read it: the checkout itself may be in a home folder. */
    private Path readableCopy() throws IOException {
        Path copy = folder.resolve("checkout");
        for (String part : List.of("runner/bin", "runner/target/lib")) {
            Files.createDirectories(copy.resolve(part));
            copyFiles(ROOT.resolve(part), copy.resolve(part));
        }
        // The runner looks for files here that are newer than what was built.
        Files.createDirectories(copy.resolve("definitions/src/main"));
        Files.createDirectories(copy.resolve("definitions/target"));
        copyFiles(ROOT.resolve("definitions/target"), copy.resolve("definitions/target"));
        copyFiles(ROOT.resolve("runner/target"), copy.resolve("runner/target"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return copy;
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0)
                .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "demo", ".log");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        int code = process.waitFor();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(code)
                .as("exit code of %s, which printed:%n%s", command, output)
                .isZero();
        return output;
    }
}
