package dev.slipway.runner.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The git of this machine, for repositories of others. */
public final class Git {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEFAULT = "HEAD";
    /** Behind a tag's name: the commit that it stands for. */
    private static final String PEELED = "^{}";

    private static final Pattern LISTED = Pattern.compile("(?<object>[0-9a-f]{40})\t(?<name>.+)");

    private final MachinePrograms programs;

    public Git(MachinePrograms programs) {
        this.programs = programs;
    }

    /**
     * What a ref stands for at the moment.
     *
     * @param name in full, such as {@code refs/tags/v1}; empty for a commit and for the default branch
     * @param object a commit, or a tag that stands for one
     * @param commit that it stands for in the end
     */
    public record Target(String name, String object, String commit) {
        /** All that a tree depends on. */
        public String key() {
            return name + " " + object;
        }
    }

    /**
     * Asks a repository for a ref.
     *
     * @param ref a tag, a branch or a commit; empty for the default branch
     * @throws IOException if it does not answer or has no such ref, naming both
     */
    public Target resolve(String url, String ref) throws IOException, InterruptedException {
        if (COMMIT.matcher(ref).matches()) {
            return new Target("", ref, ref);
        }
        String wanted = ref.isEmpty() ? DEFAULT : ref;
        Map<String, String> objects = new HashMap<>();
        answer("ls-remote", "--", url, wanted, wanted + PEELED)
                .lines()
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .forEach(listed -> objects.put(listed.group("name"), listed.group("object")));
        // In git's own order: a name stands for a tag rather than for a branch.
        return Stream.of(wanted, "refs/tags/" + wanted, "refs/heads/" + wanted)
                .filter(objects::containsKey)
                .findFirst()
                .map(name -> target(name, objects))
                .orElseThrow(() -> new IOException(url + " has no ref '" + ref + "'"));
    }

    private static Target target(String name, Map<String, String> objects) {
        String object = objects.getOrDefault(name, "");
        return new Target(name.equals(DEFAULT) ? "" : name, object, objects.getOrDefault(name + PEELED, object));
    }

    /**
     * Has it do something in a folder.
     *
     * @throws IOException if it fails, with the last lines that it printed
     */
    public void run(Path folder, Consumer<String> output, String... arguments)
            throws IOException, InterruptedException {
        Process process = program(folder, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        LastLines lines = new LastLines(output);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        }
        if (process.waitFor() != 0) {
            throw failed(lines.lines(), arguments);
        }
    }

    /** What a server answers through it, in time. */
    private String answer(String... arguments) throws IOException, InterruptedException {
        ProgramRun.Outcome outcome = new ProgramRun(program(Path.of("/"), arguments), Optional.of(PATIENCE)).run();
        if (!outcome.isGood()) {
            throw failed(outcome.words().lines().toList(), arguments);
        }
        return outcome.output();
    }

    /** Nobody is there to answer what it, or its ssh, would ask. */
    private ProcessBuilder program(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder program = programs.program(command).directory(folder.toFile());
        Map<String, String> environment = program.environment();
        environment.put("GIT_TERMINAL_PROMPT", "0");
        if (!environment.containsKey("GIT_SSH")) {
            environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        }
        return program;
    }

    private static IOException failed(List<String> lines, String... arguments) {
        return new IOException("git " + String.join(" ", arguments) + " failed: " + String.join("; ", lines));
    }
}
