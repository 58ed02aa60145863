package dev.slipway.runner.testing;

import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Debian of another release, which programs enter as if it were a machine of its own. It is made of Debian's archive,
 * once, and kept for later runs.
 *
 * @param tree its files
 */
record DebianMachine(Path tree) {
    private static final Path ENTRANCE = Path.of("bench/machine").toAbsolutePath();

    /**
     * Makes it if it is not there.
     *
     * @param packages beside those that every Debian has
     */
    static DebianMachine of(String release, List<String> packages) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(cache().resolve(release));
        Path tree = folder.resolve("tree");
        List<String> recipe = List.of(
                "mmdebstrap",
                "--quiet",
                "--variant=essential",
                "--include=" + String.join(",", packages),
                release,
                tree.toString());
        Path made = folder.resolve("made");
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()
                    && (!Files.exists(made) || !Files.readString(made).equals(recipe.toString()))) {
                Files.deleteIfExists(made);
                Store.delete(tree);
                make(recipe);
                Files.writeString(made, recipe.toString());
            }
        }
        return new DebianMachine(tree);
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("slipway/test");
    }

    private static void make(List<String> recipe) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(recipe).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", recipe) + ": " + output);
        }
    }

    /**
     * The line that starts it with one program, and ends it with that.
     *
     * @param folders of this machine that it has as well
     */
    List<String> start(List<Path> folders, List<String> program) {
        List<String> line = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
        line.addAll(List.of(ENTRANCE.toString(), tree.toString()));
        folders.forEach(folder -> line.add(folder.toString()));
        line.add("--");
        line.addAll(program);
        return line;
    }

    /** The line that has another of its programs see its files, in the folder that this machine has as well. */
    static List<String> another(Process machine, String program) {
        return List.of("nsenter", "--target", String.valueOf(machine.pid()), "--mount", program);
    }
}
