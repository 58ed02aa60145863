package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.ProgramRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A program that is asked something, and answers at once. */
final class ShortRun {
    private ShortRun() {}

    /** @param output what it printed, errors last */
    record Outcome(int exitCode, String output) {
        /** What it said last, which with Go's programs is what is wrong. */
        String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .map(line -> line.replaceFirst("^ERROR: ", ""))
                    .orElse("it says nothing");
        }
    }

    /** Empty if there is no such program. */
    static Optional<Outcome> of(MachinePrograms programs, List<String> line)
            throws EngineException, InterruptedException {
        try {
            ProgramRun.Outcome outcome = ProgramRun.of(programs.program(line));
            return Optional.of(new Outcome(outcome.exitCode(), outcome.words()));
        } catch (ProgramRun.NoProgramException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
    }
}
