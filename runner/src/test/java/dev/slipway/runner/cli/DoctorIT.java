package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/runner on this machine, as it is and with a program taken away. */
class DoctorIT {
    @TempDir
    Path folder;

    private record Result(int exitCode, String output) {
        List<String> lines() {
            return output.lines()
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .toList();
        }
    }

    @BeforeEach
    void needsAnEngine() {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
    }

    @Test
    void where_the_embedded_engine_works_the_exit_code_says_so() throws IOException, InterruptedException {
        Result result = run(List.of("bin/runner", "doctor", "--store", folder.toString()));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.lines())
                .contains(
                        "embedded: works, and is the engine that would be used",
                        "ok unshare " + Namespace.program("unshare").orElseThrow(),
                        "ok OCI runtime " + Namespace.runtime().orElseThrow(),
                        "ok overlayfs mounts there");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_store_that_is_not_there_is_not_made() throws IOException, InterruptedException {
        Path store = folder.resolve("a/store");

        assertThat(run(List.of("bin/runner", "doctor", "--store", store.toString()))
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void json_has_an_object_for_each_thing() throws IOException, InterruptedException {
        JsonNode document = new ObjectMapper()
                .readTree(run(List.of("bin/runner", "doctor", "--json", "--store", folder.toString()))
                        .output());

        assertThat(document.get("engine").asText()).isEqualTo("embedded");
        assertThat(document.get("works").asBoolean()).isTrue();
        assertThat(document.get("findings"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.fieldNames())
                        .toIterable()
                        .containsExactly("area", "what", "state", "detail", "cures"));
    }

    /** In a mount namespace, so that it is there for everybody else. */
    @Test
    void where_a_program_is_missing_the_command_that_installs_it_is_named() throws IOException, InterruptedException {
        assumeTrue(Namespace.mayMount(), "only root can take programs away");
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", """
                for program in runc crun; do
                    ! path=$(command -v "$program") || mount --bind /dev/null "$path"
                done
                exec bin/runner doctor --store "$1"
                """, "sh", folder.toString()));

        Result result = run(command);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(3);
        assertThat(result.lines())
                .contains(
                        "embedded: does not work, and is the engine that would be used",
                        "problem OCI runtime runc and crun are missing",
                        "try: apt-get install runc",
                        "warning namespaces not tried, as something else is missing");
    }

    @Test
    void a_daemon_that_cannot_be_reached_is_told_and_is_not_needed() throws IOException, InterruptedException {
        assumeTrue(Namespace.program("docker").isPresent(), "there is no docker program");
        ProcessBuilder builder = new ProcessBuilder("bin/runner", "doctor", "--store", folder.toString());
        builder.environment().put("DOCKER_HOST", "unix://" + folder.resolve("nobody"));

        Result result = run(builder);

        assertThat(result.exitCode()).isZero();
        assertThat(result.lines())
                .contains("docker: does not work")
                .anyMatch(line -> line.startsWith("problem daemon ")
                        && line.contains(folder.resolve("nobody").toString()));
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
