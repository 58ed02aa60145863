package dev.slipway.runner.checkout;

import static java.util.function.Predicate.not;

import dev.slipway.runner.engine.MachinePrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of this machine that is run for what it prints, in a folder. */
record Program(MachinePrograms programs, Path folder, Map<String, String> variables) {
    /**
     * How it ended.
     *
     * @param output what it answered, without the space behind it
     * @param errors what else it had to say, be it that all is well
     */
    record Outcome(int exitCode, String output, String errors) {
        boolean isGood() {
            return exitCode == 0;
        }

        /** All that it printed, for whoever wants to know why it failed. */
        String words() {
            return Stream.of(output, errors).filter(not(String::isEmpty)).collect(Collectors.joining("\n"));
        }
    }

    /** Runs it to its end, or until this thread is interrupted. */
    Outcome run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = programs.program(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        // A file, since of two pipes one may fill up while the other is read.
        Path errors = Files.createTempFile("slipway-", ".errors");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            try {
                process.getOutputStream().close();
                String output = text(process.getInputStream().readAllBytes());
                return new Outcome(process.waitFor(), output, text(Files.readAllBytes(errors)));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(errors);
        }
    }

    private static String text(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8).stripTrailing();
    }
}
