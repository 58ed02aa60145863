package dev.slipway.runner.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs commands in images' files, each in namespaces of its own, by an OCI runtime. The process must be in a
 * {@link Namespace} of its own, where it is root; when it ends, in whatever way, so do its commands.
 */
public final class Sandbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_TO_DIE = 10;
    /** What shells return for a program that is not there. */
    private static final int NO_SUCH_PROGRAM = 127;

    private static final Pattern NO_PROGRAM =
            Pattern.compile("(?s).*exec.*(executable file not found|no such file or directory).*");

    private final String runtime;
    private final Path state;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Thread atEnd = new Thread(this::killAll, "end of commands");

    /**
     * A sandbox.
     *
     * @param runtime the OCI runtime's program: {@code runc} or {@code crun}
     * @param state an empty folder for what the runtime knows of its containers
     */
    public Sandbox(String runtime, Path state) {
        this.runtime = runtime;
        this.state = state;
        Namespace.endWithParent();
        // Commands become orphans when the runtime detaches from them, and only a parent learns their exit codes.
        Linux.adoptOrphans();
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /**
     * Runs a command to its end.
     *
     * @param root the merged files
     * @param scratch a folder for files that are gone afterwards
     * @param output takes each line of its output, standard error among it, one after the other
     * @return its exit code; 127 where the image does not have the program
     * @throws IOException if the command could not be run
     * @throws InterruptedException if the thread is interrupted; the command's processes are gone then
     */
    public int run(SandboxCommand command, Path root, Path scratch, Consumer<String> output)
            throws IOException, InterruptedException {
        RootFolder folder = new RootFolder(root);
        String id = "slipway-" + UUID.randomUUID();
        Bundle bundle = Bundle.create(scratch.resolve(id), command.network());
        try {
            List<BindMount> mounts = new ArrayList<>(bundle.mounts());
            mounts.addAll(command.mounts());
            MountPoints points = MountPoints.prepare(folder, targets(mounts));
            try {
                Accounts.Identity identity = Accounts.of(root).identify(command.user());
                bundle.configure(RuntimeConfiguration.of(command, mounts, root, identity));
                return execute(id, bundle, output);
            } finally {
                points.remove();
            }
        } finally {
            bundle.delete();
        }
    }

    private static Map<String, Boolean> targets(List<BindMount> mounts) {
        Map<String, Boolean> targets = new LinkedHashMap<>();
        // The runtime would make these itself, and leave them.
        List.of("/proc", "/sys", "/dev").forEach(target -> targets.put(target, true));
        mounts.forEach(mount -> targets.put(mount.target(), Files.isDirectory(mount.source())));
        return targets;
    }

    /**
     * The runtime detaches from the command, which then writes to our pipe itself: the runtime would copy its two outputs
     * separately and mix up their lines. The pipe has a name, because Java closes its own when the runtime ends.
     */
    private int execute(String id, Bundle bundle, Consumer<String> output) throws IOException, InterruptedException {
        List<String> line = runtime("--log", bundle.log().toString(), "--log-format", "json");
        line.addAll(
                List.of("run", "--detach", "--pid-file", bundle.processNumber().toString()));
        line.addAll(List.of("--bundle", bundle.folder().toString(), id));
        OutputReader reader = new OutputReader(bundle.makePipe(), output);
        reader.start();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(bundle.pipe().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        running.put(id, process);
        try {
            int code = process.waitFor();
            reader.join();
            int result = code == 0 ? Linux.await(bundle.readProcessNumber()) : explain(code, bundle);
            reader.rethrow();
            return result;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        } finally {
            // In this order: one that is about to start the command would start it after it was deleted.
            delete(id);
            running.remove(id);
        }
    }

    /** Why the command did not start. */
    private static int explain(int code, Bundle bundle) throws IOException {
        String error = bundle.error().orElse("it ended with " + code);
        if (NO_PROGRAM.matcher(error).matches()) {
            return NO_SUCH_PROGRAM;
        }
        throw new IOException("the OCI runtime could not run the command: " + error);
    }

    /** Ends every command that still runs. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook does the same.
        }
        killAll();
    }

    private void killAll() {
        running.forEach(this::kill);
    }

    private void kill(String id, Process process) {
        process.destroyForcibly();
        delete(id);
    }

    /** Ends what still runs of a command, and has the runtime forget it. */
    private void delete(String id) {
        List<String> line = runtime();
        line.addAll(List.of("delete", "--force", id));
        boolean interrupted = Thread.interrupted();
        try {
            Process deletion = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!deletion.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
                deletion.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot end " + id + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> runtime(String... options) {
        List<String> line = new ArrayList<>(List.of(runtime, "--root", state.toString()));
        if (runtime.endsWith("crun")) {
            line.add("--cgroup-manager=disabled");
        }
        line.addAll(List.of(options));
        return line;
    }

    /** The folder that the runtime starts a command from. */
    private record Bundle(Path folder) {
        /** Type and permissions of a FIFO. */
        private static final int PIPE = 0010600;

        private static final String HOST_NAME = RuntimeConfiguration.HOST_NAME;

        static Bundle create(Path folder, boolean network) throws IOException {
            Files.createDirectories(folder);
            Bundle bundle = new Bundle(folder);
            String hosts = network ? hostFile("hosts") : "127.0.0.1 localhost\n::1 localhost\n";
            Files.writeString(bundle.hosts(), hosts + "\n127.0.0.1 " + HOST_NAME + "\n");
            if (network) {
                Files.writeString(bundle.resolver(), hostFile("resolv.conf"));
            }
            return bundle;
        }

        /** Copies: a user namespace may not mount the host's read-only where its file system has restrictions. */
        private static String hostFile(String name) throws IOException {
            Path file = Path.of("/etc", name);
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        }

        List<BindMount> mounts() {
            List<BindMount> mounts = new ArrayList<>(List.of(new BindMount(hosts(), "/etc/hosts", true)));
            if (Files.exists(resolver())) {
                mounts.add(new BindMount(resolver(), "/etc/resolv.conf", true));
            }
            return mounts;
        }

        void configure(Map<String, Object> configuration) throws IOException {
            Files.write(configuration(), JSON.writeValueAsBytes(configuration));
        }

        /** What the runtime itself failed at. */
        Optional<String> error() throws IOException {
            if (!Files.exists(log())) {
                return Optional.empty();
            }
            for (String line : Files.readAllLines(log())) {
                JsonNode entry = JSON.readTree(line);
                if (entry.path("level").asText().equals("error")) {
                    return Optional.of(entry.path("msg").asText());
                }
            }
            return Optional.empty();
        }

        void delete() throws IOException {
            for (Path file : List.of(configuration(), hosts(), resolver(), log(), pipe(), processNumber())) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }

        Path log() {
            return folder.resolve("log");
        }

        Path makePipe() throws IOException {
            Linux.makeNode(pipe(), PIPE, 0);
            return pipe();
        }

        Path pipe() {
            return folder.resolve("output");
        }

        Path processNumber() {
            return folder.resolve("pid");
        }

        int readProcessNumber() throws IOException {
            return Integer.parseInt(Files.readString(processNumber()).trim());
        }

        private Path configuration() {
            return folder.resolve("config.json");
        }

        private Path hosts() {
            return folder.resolve("hosts");
        }

        private Path resolver() {
            return folder.resolve("resolv.conf");
        }
    }
}
