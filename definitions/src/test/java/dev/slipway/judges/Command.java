package dev.slipway.judges;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with its arguments.
 *
 * @param environment variables beside those of this process
 */
record Command(List<String> words, Map<String, String> environment, Path folder) {
    /**
     * How a program ended.
     *
     * @param output what it printed, errors included
     */
    record Outcome(int exitCode, String output) {}

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(Object... words) {
        return new Command(List.of(), Map.of(), Path.of("")).and(words);
    }

    Command and(Object... more) {
        List<String> all = new ArrayList<>(words);
        for (Object word : more) {
            all.add(word.toString());
        }
        return new Command(all, environment, folder);
    }

    Command with(String variable, Object value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(variable, value.toString());
        return new Command(words, all, folder);
    }

    Command in(Path other) {
        return new Command(words, environment, other);
    }

    Process start(Path output) throws IOException {
        return builder().redirectOutput(output.toFile()).start();
    }

    Outcome run() throws IOException, InterruptedException {
        Process process = builder().start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** What it prints; its failure is the test's. */
    String output() throws IOException, InterruptedException {
        Outcome outcome = run();
        if (outcome.exitCode() != 0) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with " + outcome.exitCode() + ":\n" + outcome.output());
        }
        return outcome.output();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(folder.toAbsolutePath().toFile());
        builder.environment().putAll(environment);
        return builder;
    }
}
