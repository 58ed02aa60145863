package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that is asked something, and answers at once. */
final class ShortRun {
    private ShortRun() {}

    /** @param output what it printed, errors included */
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
            Path output = Files.createTempFile("slipway-answer", "");
            try {
                return answer(programs.program(line).redirectErrorStream(true).redirectOutput(output.toFile()), output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
    }

    private static Optional<Outcome> answer(ProcessBuilder program, Path output)
            throws IOException, InterruptedException {
        Process process;
        try {
            process = program.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            int code = process.waitFor();
            return Optional.of(new Outcome(code, Files.readString(output, StandardCharsets.UTF_8)));
        } finally {
            process.destroyForcibly();
        }
    }
}
