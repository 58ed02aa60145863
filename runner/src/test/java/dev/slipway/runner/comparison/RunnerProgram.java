package dev.slipway.runner.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runner, as people start it.
 *
 * @param folder of the catalogues, and of all that it keeps
 * @param variables that it gets beside this process' own
 */
record RunnerProgram(Path folder, Map<String, String> variables) {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    RunnerProgram {
        Map<String, String> all =
                new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "SOURCE_DATE_EPOCH", "1790000000"));
        all.putAll(variables);
        variables = Map.copyOf(all);
    }

    /** @param output what it printed, errors included */
    record Result(int exitCode, String output) {
        /** What is said of what failed, with all that goes with it but where its log is, which is named by the time. */
        String failure() {
            return output.substring(output.lastIndexOf("\nfailed: ") + 1)
                    .replaceFirst("(?m)^  all that it printed: .*\n", "");
        }
    }

    /** Does something with a catalogue, a folder in the folder. */
    Result run(String catalog, List<String> options, String... arguments) throws IOException, InterruptedException {
        return call(line(options, arguments), catalog(catalog));
    }

    /** Starts the same, as a terminal would. */
    Process start(String catalog, List<String> options, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        line.addAll(line(options, arguments));
        return program(line, catalog(catalog)).start();
    }

    /** Calls another program. */
    Result call(String... line) throws IOException, InterruptedException {
        return call(List.of(line), Map.of());
    }

    private Map<String, String> catalog(String name) {
        return Map.of("SLIPWAY_CATALOG_PATH", folder.resolve(name).toString());
    }

    private List<String> line(List<String> options, String... arguments) {
        List<String> line = new ArrayList<>(List.of(RUNNER.toString()));
        line.addAll(List.of(arguments));
        line.addAll(options);
        line.add("--release");
        if (line.contains("push")) {
            line.add("--allow-dirty");
        }
        if (!line.contains("--store")) {
            line.addAll(List.of("--store", folder.resolve("store").toString()));
        }
        if (!line.contains("--repo")) {
            line.addAll(List.of("--repo", "test"));
        }
        return line;
    }

    private Result call(List<String> line, Map<String, String> more) throws IOException, InterruptedException {
        Process process = program(line, more).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private ProcessBuilder program(List<String> line, Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().putAll(more);
        return builder;
    }
}
