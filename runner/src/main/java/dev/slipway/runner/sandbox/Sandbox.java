package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs commands in images' files, each in namespaces of its own, by an OCI runtime. The process must be in a
 * {@link Namespace} of its own, where it is root; when it ends, in whatever way, so do its commands.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final OciRuntime runtime;
    private final Path state;
    private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();
    private Optional<MemoryFolder> bundles = Optional.empty();
    private volatile boolean ended;

    /**
     * A sandbox.
     *
     * @param runtime the OCI runtime's program: {@code runc} or {@code crun}
     * @param state an empty folder for what the runtime knows of its containers; memory is mounted on it
     */
    public Sandbox(String runtime, Path state) {
        this.runtime = new OciRuntime(runtime);
        this.state = state;
    }

    /** Where bundles go, made with the first: a run that finds all in its store makes no system call but Java's. */
    private synchronized Path bundles() throws IOException {
        if (bundles.isEmpty()) {
            if (!Namespace.entered()) {
                throw new IllegalStateException("what follows is not for the machine's own namespaces");
            }
            // Commands become orphans when the runtime detaches from them, and only a parent learns their exit codes.
            Linux.adoptOrphans();
            KernelFiles.protect();
            bundles = Optional.of(MemoryFolder.mount(state));
        }
        return bundles.get().path();
    }

    /**
     * Runs a command to its end.
     *
     * @param root the merged files
     * @param output takes each line of its output, standard error among it, one after the other
     * @return its exit code; 127 where the image does not have the program
     * @throws IOException if the command could not be run
     * @throws InterruptedException if the thread is interrupted; the command's processes are gone then
     * @throws TimeoutException if it took longer than it may; its processes are gone then, too
     */
    public int run(SandboxCommand command, Path root, Consumer<String> output)
            throws IOException, InterruptedException, TimeoutException {
        return inBundle(
                command, root, false, bundle -> execute(bundle, command.limit().orElse(FOREVER), output));
    }

    /**
     * Runs a command to its end with the input and the outputs of this process. At a terminal, it gets one of its own.
     *
     * @param root the merged files
     * @return its exit code; 127 where the image does not have the program
     * @throws IOException if the command could not be run
     * @throws InterruptedException if the thread is interrupted; the command's processes are gone then
     */
    public int attach(SandboxCommand command, Path root) throws IOException, InterruptedException {
        try {
            return inBundle(command, root, isAtTerminal(), this::attach);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nobody limits the time of who sits at a terminal", e);
        }
    }

    /** Whether somebody sits at a terminal, and sees what is printed. */
    public static boolean isAtTerminal() {
        return Linux.isTerminal(0) && Linux.isTerminal(1);
    }

    private int attach(Bundle bundle) throws IOException, InterruptedException {
        Process process = runtime.attach(bundle);
        try {
            int code = process.waitFor();
            return code != 0 && bundle.error().isPresent() ? runtime.explain(code, bundle) : code;
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** What is done with a bundle that is ready. */
    private interface Start {
        int run(Bundle bundle) throws IOException, InterruptedException, TimeoutException;
    }

    private int inBundle(SandboxCommand command, Path root, boolean terminal, Start start)
            throws IOException, InterruptedException, TimeoutException {
        Bundle bundle = Bundle.create(bundles());
        try {
            List<BindMount> mounts = bundle.mounts(command.network());
            mounts.addAll(command.mounts());
            MountPoints points = MountPoints.prepare(new RootFolder(root), targets(mounts));
            try {
                Accounts.Identity identity = Accounts.of(root).identify(command.user());
                bundle.configure(RuntimeConfiguration.of(command, mounts, root, identity, terminal));
                return start.run(bundle);
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
        mounts.stream()
                // It makes those in memory that it mounts itself.
                .filter(mount -> !mount.target().startsWith("/dev/"))
                .forEach(mount -> targets.put(mount.target(), Files.isDirectory(mount.source())));
        return targets;
    }

    private int execute(Bundle bundle, Duration limit, Consumer<String> output)
            throws IOException, InterruptedException, TimeoutException {
        OutputReader reader = new OutputReader(bundle.pipe(), output);
        reader.start();
        RunningCommand command = new RunningCommand(runtime, bundle);
        running.add(command);
        if (ended) {
            command.end();
        }
        int code;
        try {
            code = command.run(limit);
        } finally {
            running.remove(command);
            reader.join();
        }
        reader.rethrow();
        return code;
    }

    /** Ends every command that still runs. */
    @Override
    public synchronized void close() throws IOException {
        endAll();
        if (bundles.isPresent()) {
            bundles.get().close();
        }
    }

    /** Ends every command that runs, and any that is yet to start. */
    void endAll() {
        ended = true;
        running.forEach(RunningCommand::end);
    }
}
