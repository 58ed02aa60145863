package dev.slipway.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgramRunTest {
    @TempDir
    private Path folder;

    private final MachinePrograms programs = new MachinePrograms(List.of());

    @Test
    void it_is_told_nothing_and_its_answer_is_kept_apart_from_its_errors() throws Exception {
        ProgramRun.Outcome outcome = run("cat; echo answer; echo; echo complaint >&2; exit 3");

        assertThat(outcome).isEqualTo(new ProgramRun.Outcome(3, "answer", "complaint"));
        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.words()).isEqualTo("answer\ncomplaint");
        assertThat(run("true")).isEqualTo(new ProgramRun.Outcome(0, "", ""));
    }

    @Test
    void neither_output_waits_for_the_other_to_be_read() throws Exception {
        ProgramRun.Outcome outcome =
                run("head -c 200000 /dev/zero | tr '\\0' e >&2; head -c 200000 /dev/zero | tr '\\0' o");

        assertThat(outcome.output()).hasSize(200_000);
        assertThat(outcome.errors()).hasSize(200_000);
    }

    @Test
    void there_may_be_no_such_program() {
        assertThatExceptionOfType(ProgramRun.NoProgramException.class)
                .isThrownBy(() -> ProgramRun.of(programs.program(List.of("there-is-no-such-program"))))
                .withMessageContaining("there-is-no-such-program");
    }

    @Test
    void it_does_not_outlive_its_limit() {
        ProcessBuilder program = programs.program(List.of("sleep", "600"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ProgramRun(program, Optional.of(Duration.ofMillis(1))).run())
                .withMessage("no answer within 0 seconds");
        assertThat(sleepers()).isEmpty();
    }

    @Test
    void what_it_has_started_does_not_outlive_its_limit() throws IOException {
        Path pid = folder.resolve("pid");
        String script = "sleep 600 & echo $! > " + pid + "; wait";
        ProcessBuilder program = programs.program(List.of("sh", "-c", script));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ProgramRun(program, Optional.of(Duration.ofSeconds(1))).run());
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .map(ProcessHandle::onExit)
                        .map(CompletableFuture::join)
                        .map(ProcessHandle::isAlive))
                .isNotEqualTo(Optional.of(true));
    }

    @Test
    void it_does_not_outlive_an_interruption() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> ProgramRun.of(programs.program(List.of("sleep", "600"))));
        assertThat(sleepers()).isEmpty();
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/sleep"))
                .toList();
    }

    private ProgramRun.Outcome run(String script) throws IOException, InterruptedException {
        return ProgramRun.of(programs.program(List.of("sh", "-c", script)));
    }
}
