package dev.slipway.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs programs one after the other.
 *
 * @param folder they run in
 * @param log what they print goes to its end
 * @param environment added to this process'
 */
record Commands(Path folder, Path log, Map<String, String> environment) {
    private static final int TAIL = 30;

    Commands {
        environment = Map.copyOf(environment);
    }

    Commands in(Path other) {
        return new Commands(other, log, environment);
    }

    Commands with(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return new Commands(folder, log, all);
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException if it fails, with the last lines that it printed
     */
    void run(String... line) throws IOException, InterruptedException {
        finish(start(List.of(line)), List.of(line));
    }

    void run(List<String> line) throws IOException, InterruptedException {
        finish(start(line), line);
    }

    /** Starts a program, for {@link #finish} to wait for. */
    Process start(List<String> line) throws IOException {
        return builder(line)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void finish(Process process, List<String> line) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", line) + "\n" + tail());
        }
    }

    /** What a program prints, but for errors. */
    String read(String... line) throws IOException, InterruptedException {
        Process process = builder(List.of(line)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        finish(process, List.of(line));
        return output;
    }

    private ProcessBuilder builder(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /** The last lines that programs have printed. */
    String tail() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
