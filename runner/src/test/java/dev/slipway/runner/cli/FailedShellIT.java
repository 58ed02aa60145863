package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Family;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.FailingFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands right before what failed. */
class FailedShellIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();
    private static final String TOLD = " right before that; what it changes is gone afterwards, caches excepted\n";

    private TestFolder folder;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
    }

    @Test
    void a_step_of_a_base_that_fails_has_its_files_variables_mounts_and_secret() throws Exception {
        Files.writeString(folder.path().resolve("token"), "hush-hush");
        List<String> secret = List.of("--secret", "id=token,src=" + folder.path() + "/token");

        Result result = run(
                FailingFamily.step(),
                secret,
                "pwd; cat made; echo $IMAGES $STEPS; cat /run/token; echo; cat /run/slipway/note; echo; ls -d /cache; ls /sys/class/net;"
                        + " touch /changed; exit 7");

        assertThat(result.output()).isEqualTo("/work\nmade\nimage's step's\nhush-hush\nnote\n/cache\nlo\n");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.errors())
                .contains(
                        "\nfailed: failing: 'RUN echo $STEPS; exit 3' failed with exit code 3\n  asked for at Image.java:7 @Run\n")
                .endsWith(TOLD
                        + "What failed is, to be typed again:\n/bin/busybox sh -c 'set -eu\necho $STEPS; exit 3\n'\n")
                .doesNotContain("hush");

        assertThat(run(FailingFamily.step(), secret, "ls /changed").exitCode())
                .as("what the other command changed is gone")
                .isNotZero();
    }

    @Test
    void a_copy_of_what_is_missing_shows_the_files_before_it() throws Exception {
        Result result = run(FailingFamily.copy(), List.of(), "ls /work; pwd");

        assertThat(result.output()).isEqualTo("made\n/work\n");
        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).endsWith(TOLD);
    }

    @Test
    void a_check_that_fails_shows_the_image() throws Exception {
        Result result = run(FailingFamily.check(), List.of(), "cat /work/made; ls /sys/class/net");

        assertThat(result.output()).isEqualTo("made\nlo\n");
        assertThat(result.errors())
                .contains("check 'cat /work/made' did not print 'other'")
                .endsWith(TOLD + "What failed is, to be typed again:\n/bin/busybox sh -c 'cat /work/made'\n");
    }

    @Test
    void a_base_that_cannot_be_had_has_no_files() throws Exception {
        Result result = run(FailingFamily.base(), List.of(), "true");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).endsWith("\nrunner: no shell: there were no files yet when this failed\n");
    }

    private record Result(int exitCode, String output, String errors) {}

    private Result run(Family family, List<String> options, String script) throws IOException, InterruptedException {
        Path catalog = folder.path().resolve("catalog-" + Integer.toHexString(family.hashCode()));
        if (!Files.exists(catalog)) {
            CatalogFolder.write(catalog, family);
        }
        List<String> line = new ArrayList<>(
                List.of(RUNNER.toString(), "shell", "--failed", "top", "--store", folder.path() + "/store"));
        line.addAll(options);
        line.addAll(List.of("--", "sh", "-c", script));
        Path errors = folder.path().resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
        builder.environment().put("SLIPWAY_CATALOG_PATH", catalog.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output, Files.readString(errors));
    }
}
