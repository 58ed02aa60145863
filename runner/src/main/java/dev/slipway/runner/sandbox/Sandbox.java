package dev.slipway.runner.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs commands in images' files, each in namespaces of its own, by an OCI runtime. The process must be in a
 * {@link Namespace} of its own, where it is root.
 */
public final class Sandbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_TO_DIE = 10;

    private final String runtime;
    private final Path state;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /**
     * A sandbox.
     *
     * @param runtime the OCI runtime's program: {@code runc} or {@code crun}
     * @param state an empty folder for what the runtime knows of its containers
     */
    public Sandbox(String runtime, Path state) {
        this.runtime = runtime;
        this.state = state;
    }

    /**
     * Runs a command to its end.
     *
     * @param root the merged files
     * @param scratch an empty folder
     * @param output takes each line of its output, standard error among it
     * @return its exit code
     * @throws InterruptedException if the thread is interrupted; the command's processes are gone then
     */
    public int run(SandboxCommand command, Path root, Path scratch, Consumer<String> output)
            throws IOException, InterruptedException {
        MountPoints points = MountPoints.prepare(new RootFolder(root), command);
        String id = "slipway-" + UUID.randomUUID();
        try {
            Accounts.Identity identity = Accounts.of(root).identify(command.user());
            Path bundle = Files.createDirectories(scratch.resolve(id));
            Files.write(
                    bundle.resolve("config.json"),
                    JSON.writeValueAsBytes(RuntimeConfiguration.of(command, root, identity)));
            return execute(id, bundle, output);
        } finally {
            points.remove();
        }
    }

    private int execute(String id, Path bundle, Consumer<String> output) throws IOException, InterruptedException {
        running.add(id);
        Process process = new ProcessBuilder(
                        runtime, "--root", state.toString(), "run", "--bundle", bundle.toString(), id)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Thread reader = new Thread(() -> read(process, output), "output of " + id);
        reader.start();
        try {
            int code = process.waitFor();
            reader.join();
            return code;
        } catch (InterruptedException e) {
            kill(id);
            process.destroyForcibly();
            throw e;
        } finally {
            running.remove(id);
        }
    }

    private static void read(Process process, Consumer<String> output) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException e) {
            output.accept("(the rest of the output is lost: " + e.getMessage() + ")");
        }
    }

    /** Ends every command that still runs. */
    @Override
    public void close() {
        running.forEach(this::kill);
    }

    private void kill(String id) {
        try {
            Process process = new ProcessBuilder(runtime, "--root", state.toString(), "delete", "--force", id)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot end " + id + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files and folders that exist only to mount something on; taken away again, so that no layer has them. */
    private record MountPoints(List<Path> made) {
        static MountPoints prepare(RootFolder root, SandboxCommand command) throws IOException {
            List<Path> made = new ArrayList<>();
            for (BindMount mount : RuntimeConfiguration.mounts(command)) {
                makeParents(root, mount.target(), made);
                Path place = root.resolve(mount.target());
                if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    made.add(
                            Files.isDirectory(mount.source()) ? Files.createDirectory(place) : Files.createFile(place));
                }
            }
            Collections.reverse(made);
            return new MountPoints(made);
        }

        private static void makeParents(RootFolder root, String target, List<Path> made) throws IOException {
            int slash = target.lastIndexOf('/');
            if (slash <= 0) {
                return;
            }
            String parent = target.substring(0, slash);
            makeParents(root, parent, made);
            Path place = root.resolve(parent);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                made.add(Files.createDirectory(place));
            }
        }

        /** Deepest first; what the command has put something into stays. */
        void remove() throws IOException {
            for (Path path : made) {
                boolean empty = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        ? isEmpty(path)
                        : Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == 0;
                if (empty) {
                    Files.delete(path);
                }
            }
        }

        private static boolean isEmpty(Path folder) throws IOException {
            try (var entries = Files.list(folder)) {
                return entries.findAny().isEmpty();
            }
        }
    }
}
