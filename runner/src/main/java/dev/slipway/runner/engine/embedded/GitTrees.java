package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.engine.MachinePrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Trees of git repositories, by the git of this machine. */
final class GitTrees {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final MachinePrograms programs;

    GitTrees(MachinePrograms programs) {
        this.programs = programs;
    }

    /**
     * The commit that a ref stands for at the moment.
     *
     * @throws UncheckedIOException if the repository does not answer or has no such ref, naming both
     */
    String commit(String url, String ref) {
        if (COMMIT.matcher(ref).matches()) {
            return ref;
        }
        List<String> lines = new ArrayList<>();
        try {
            git(Path.of("/"), lines::add, "ls-remote", "--", url, ref, ref + "^{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking " + url, e));
        }
        // An annotated tag is listed twice, the commit that it stands for last.
        return lines.stream()
                .map(line -> line.split("\t", -1)[0])
                .filter(word -> COMMIT.matcher(word).matches())
                .reduce((tag, commit) -> commit)
                .orElseThrow(() -> new UncheckedIOException(new IOException(url + " has no ref '" + ref + "'")));
    }

    /** Checks a commit out into a new folder, {@code .git} included. */
    Path fetch(String url, String commit, Path folder, Consumer<String> output)
            throws IOException, InterruptedException {
        Files.createDirectory(folder);
        git(folder, output, "init", "--quiet");
        git(folder, output, "remote", "add", "origin", url);
        git(folder, output, "fetch", "--quiet", "--depth", "1", "origin", commit);
        git(folder, output, "-c", "advice.detachedHead=false", "checkout", "--quiet", "FETCH_HEAD");
        return folder;
    }

    private void git(Path folder, Consumer<String> output, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                programs.program(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        process.getOutputStream().close();
        LastLines lines = new LastLines(output);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        }
        if (process.waitFor() != 0) {
            throw new IOException("git " + arguments[0] + " failed: " + String.join("; ", lines.lines()));
        }
    }
}
