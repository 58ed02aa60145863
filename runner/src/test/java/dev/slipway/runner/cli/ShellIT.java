package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands and shells in images, at a terminal and elsewhere. */
class ShellIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    private TestFolder folder;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
    }

    @Test
    void a_command_has_the_images_files_variables_and_folder_and_returns_its_exit_code() throws Exception {
        Result result = run("", command("left", "--", "sh", "-c", "pwd; cat /opt/side; echo $SIDE >&2; exit 7"));

        assertThat(result.output()).isEqualTo("/opt/data\nleft\n");
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    void what_it_changes_is_gone_afterwards() throws Exception {
        assertThat(run("", command("left", "--", "rm", "/opt/side")).exitCode()).isZero();
        assertThat(run("", command("left", "--", "cat", "/opt/side")).output()).isEqualTo("left\n");
    }

    @Test
    void a_program_that_is_not_there_is_said_as_shells_do() throws Exception {
        assertThat(run("", command("left", "--", "nothing")).exitCode()).isEqualTo(127);
    }

    @Test
    void a_shell_reads_what_it_is_given() throws Exception {
        Result result = run("cat /opt/side\nexit 3\n", command("right"));

        assertThat(result.output()).isEqualTo("right\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void at_a_terminal_it_has_one_of_its_own() throws Exception {
        String line = String.join(" ", command("left", "--", "sh", "-c", "'tty; echo $TERM; exit 5'"));

        Result result = run("", List.of("script", "--quiet", "--return", "--command", line, "/dev/null"));

        assertThat(result.output()).contains("/dev/pts/0\r\nvt100\r");
        assertThat(result.exitCode()).isEqualTo(5);
    }

    private List<String> command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(RUNNER.toString(), "shell", "--store", folder.path() + "/store"));
        line.addAll(List.of(arguments));
        return line;
    }

    private record Result(int exitCode, String output) {}

    private Result run(String input, List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SLIPWAY_CATALOG_PATH", folder.path() + "/catalog");
        builder.environment().put("TERM", "vt100");
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
