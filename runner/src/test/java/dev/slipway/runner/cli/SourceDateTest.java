package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.engine.MachinePrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDateTest {
    private static final MachinePrograms PROGRAMS = new MachinePrograms(List.of());

    @TempDir
    Path folder;

    @Test
    void it_is_the_time_of_the_definitions_last_commit() throws Exception {
        commit();

        assertThat(SourceDate.of(List.of(folder), PROGRAMS)).isEqualTo(Instant.parse("2021-05-06T07:08:09Z"));
    }

    @Test
    void else_it_is_a_fixed_date() {
        assertThat(SourceDate.of(List.of(folder), PROGRAMS)).isEqualTo(SourceDate.FIXED);
    }

    private void commit() throws Exception {
        git("init", "--quiet");
        git("commit", "--quiet", "--allow-empty", "--message", "Definitions");
    }

    private void git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_COMMITTER_DATE", "2021-05-06T07:08:09Z");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
