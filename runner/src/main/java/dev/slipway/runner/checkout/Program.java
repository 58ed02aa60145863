package dev.slipway.runner.checkout;

import dev.slipway.runner.engine.MachinePrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine that is run for what it prints, in a folder. */
record Program(MachinePrograms programs, Path folder, Map<String, String> variables) {
    /**
     * How it ended.
     *
     * @param output what it printed, errors among it, without the space behind it
     */
    record Outcome(int exitCode, String output) {
        boolean isGood() {
            return exitCode == 0;
        }
    }

    /** Runs it to its end, or until this thread is interrupted. */
    Outcome run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = programs.program(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            return new Outcome(process.waitFor(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
