package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.LargeFamily;
import dev.slipway.runner.testing.MountingFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/runner on a machine that refuses namespaces: a user namespace which may hold none of the kind that it needs. */
class EngineProcessIT {
    private static final int SOMEBODY = 12345;
    private static final String RUNNER = Path.of("bin/runner").toAbsolutePath().toString();
    private static final List<String> WITHOUT_NAMESPACES = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "sh",
            "-c",
            "echo 0 > /proc/sys/user/max_pid_namespaces && exec \"$@\"",
            "sh");

    @BeforeEach
    void the_machine_has_user_namespaces() {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
    }

    @TempDir
    Path folder;

    @Test
    void it_says_what_is_missing() throws IOException, InterruptedException {
        assertThat(run("build", "extbuilder", "--store", folder.resolve("store").toString()))
                .isEqualTo("runner: the embedded engine cannot run here. What is missing: this machine refuses new"
                        + " namespaces: unshare: unshare failed: No space left on device. Where a kernel setting is the"
                        + " cause, one of these lifts it: sysctl -w kernel.unprivileged_userns_clone=1; sysctl -w"
                        + " kernel.apparmor_restrict_unprivileged_userns=0; sysctl -w user.max_user_namespaces=10000\n"
                        + "3");
    }

    @Test
    void input_that_makes_no_sense_is_worse() throws IOException, InterruptedException {
        assertThat(run("build", "zebra"))
                .isEqualTo("runner: there is no image 'zebra'. Run 'runner list' for all of them\n2");
    }

    @Test
    void what_only_prints_goes_on() throws IOException, InterruptedException {
        assertThat(run("build", "stylechecker", "--dry-run")).endsWith("\n0");
    }

    @Test
    void what_is_all_there_needs_none() throws IOException, InterruptedException {
        CatalogFolder.write(folder.resolve("catalog"), LargeFamily.of(4));
        String[] build = {"build", "image*", "--store", folder.resolve("store").toString(), "--progress", "quiet"};
        String built = finish(start(List.of(), build));

        assertThat(built).contains("image001").endsWith("\n0");
        assertThat(run(build)).isEqualTo(built);
    }

    @Test
    void what_a_dead_runner_left_is_not_for_who_only_looks_to_clear() throws IOException, InterruptedException {
        assumeTrue(isRoot(), "only root gives files to others");
        CatalogFolder.write(folder.resolve("catalog"), LargeFamily.of(4));
        String[] build = {"build", "image*", "--store", folder.resolve("store").toString(), "--progress", "quiet"};
        String built = finish(start(List.of(), build));
        Path left = Files.createDirectories(folder.resolve("store/v4/tmp/dead/work"));
        Files.createFile(left.resolve("file"));
        Files.setAttribute(left, "unix:uid", SOMEBODY);

        assertThat(run(build)).isEqualTo(built);
        assertThat(left).exists();
        assertThat(finish(start(
                        List.of(), "df", "--store", folder.resolve("store").toString())))
                .endsWith("\n0");
        assertThat(left).doesNotExist();
    }

    /** As an ordinary user sees it outside of namespaces, whose own root the owner of its files is in them. */
    @Test
    void who_sees_other_owners_finds_all_and_takes_nothing_away() throws IOException, InterruptedException {
        CatalogFolder.write(folder.resolve("catalog"), MountingFamily.of("shown", "beside", false));
        String[] build = {"build", "app", "--store", folder.resolve("store").toString(), "--progress", "quiet"};
        String built = finish(start(List.of(), build));
        List<String> stranger = List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");

        assertThat(built).endsWith("\n0");
        assertThat(finish(start(stranger, build))).isEqualTo(built);
        assertThat(run(build)).isEqualTo(built);
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** What it prints, and its exit code behind that. */
    private String run(String... arguments) throws IOException, InterruptedException {
        return finish(start(WITHOUT_NAMESPACES, arguments));
    }

    private Process start(List<String> wrapper, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(RUNNER);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("SLIPWAY_CATALOG_PATH", folder.resolve("catalog").toString());
        return builder.start();
    }

    private static String finish(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }
}
