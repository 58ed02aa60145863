package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What actionlint says of what is exported for GitHub Actions, with shellcheck for its scripts. */
@Tag("judges")
class WorkflowIT {
    private static final Path ACTIONLINT = Path.of("../definitions/target/judges/bin/actionlint");

    @TempDir
    Path folder;

    private record Result(int exitCode, String output) {}

    @Test
    void it_finds_nothing_in_the_workflow() throws IOException, InterruptedException {
        Path workflow = workflow("images.yml");

        assertThat(run("bin/runner", "export", "github-workflow", "--output", workflow.toString()))
                .isEqualTo(new Result(0, ""));
        assertThat(run(ACTIONLINT.toString(), "-no-color", workflow.toString())).isEqualTo(new Result(0, ""));
    }

    @Test
    void it_finds_nothing_in_a_job_that_has_citus_parameters() throws IOException, InterruptedException {
        Result parameters = run("bin/runner", "export", "citus-params", "--release");
        Path workflow = workflow("citus.yml");
        Files.writeString(workflow, """
                on: pull_request
                jobs:
                  params:
                    runs-on: ubuntu-latest
                    outputs:
                """ + parameters.output() + """
                    steps:
                      - run: "true"
                  build:
                    needs: params
                    runs-on: ubuntu-latest
                    container:
                      image: "${{ needs.params.outputs.pgupgrade_image_name }}:${{ needs.params.outputs.upgrade_pg_versions }}"
                    steps:
                      - run: "true"
                """);

        assertThat(run(ACTIONLINT.toString(), "-no-color", workflow.toString())).isEqualTo(new Result(0, ""));
    }

    /** Else nothing found would mean nothing. */
    @Test
    void it_finds_names_that_are_unsafe_in_scripts_and_words_that_a_shell_would_split()
            throws IOException, InterruptedException {
        Path workflow = workflow("bad.yml");
        Files.writeString(workflow, """
                on: pull_request
                jobs:
                  bad:
                    runs-on: ubuntu-latest
                    steps:
                      - run: echo "${{ github.event.pull_request.title }}"
                      - run: ls $HOME
                """);

        Result result = run(ACTIONLINT.toString(), "-no-color", "-oneline", workflow.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines().toList())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"github.event.pull_request.title\" is potentially untrusted"),
                        line -> assertThat(line).contains("SC2086"));
    }

    private Path workflow(String name) throws IOException {
        return Files.createDirectories(folder.resolve(".github/workflows")).resolve(name);
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        List.of("DOCKER_REPO", "RELEASE", "TAG_SCHEME", "TAG_SUFFIX").forEach(builder.environment()::remove);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
