package dev.slipway.runner.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mount namespace in which the engine works, and for an ordinary user the user namespace in which it is root.
 *
 * <p>A JVM has threads from its start and so cannot enter a user namespace: the program starts itself again under
 * {@code unshare(1)}. All mounts vanish with that process.
 */
public final class Namespace {
    private static final String MARK = "SLIPWAY_NAMESPACE";
    private static final List<String> RUNTIMES = List.of("runc", "crun");
    private static final long WHOLE_MAP = 4294967295L;

    private Namespace() {}

    /** Whether this process is the one that was started again. */
    public static boolean entered() {
        return System.getenv(MARK) != null;
    }

    /**
     * Runs a command inside a new namespace, with this process' input and output.
     *
     * @return its exit code
     */
    public static int reenter(List<String> command) throws IOException, InterruptedException {
        List<String> unshare = new ArrayList<>(List.of("unshare"));
        if (!isRoot()) {
            unshare.addAll(List.of("--user", "--map-root-user", "--map-auto"));
        }
        unshare.addAll(List.of("--mount", "--propagation", "private", "--"));
        unshare.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(unshare).inheritIO();
        builder.environment().put(MARK, "1");
        Process process = builder.start();
        // An interrupt from the terminal reaches both; this process waits for the other to clean up.
        Thread end = new Thread(() -> end(process), "end the engine");
        Runtime.getRuntime().addShutdownHook(end);
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** What keeps this machine from running the engine, with the cure; empty if nothing does. */
    public static Optional<String> problem() {
        if (!isOnPath("unshare")) {
            return Optional.of("unshare is missing. Install it with: apt-get install util-linux");
        }
        if (runtime().isEmpty()) {
            return Optional.of("an OCI runtime is missing. Install one with: apt-get install runc");
        }
        return entered() || isRoot() ? Optional.empty() : userNamespaceProblem();
    }

    /** The OCI runtime to use. */
    public static Optional<String> runtime() {
        return RUNTIMES.stream().filter(Namespace::isOnPath).findFirst();
    }

    private static Optional<String> userNamespaceProblem() {
        if (!isOnPath("newuidmap")) {
            return Optional.of("newuidmap is missing, which maps an ordinary user's container users."
                    + " Install it with: apt-get install uidmap");
        }
        String user = System.getProperty("user.name");
        for (String file : List.of("/etc/subuid", "/etc/subgid")) {
            if (!hasRange(Path.of(file), user)) {
                return Optional.of("user '" + user + "' has no range in " + file + ". Give it one with:"
                        + " usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + user);
            }
        }
        return Optional.empty();
    }

    private static boolean hasRange(Path file, String user) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith(user + ":"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Root of the machine, not of a user namespace. */
    private static boolean isRoot() {
        try {
            String map = Files.readString(Path.of("/proc/self/uid_map")).trim();
            boolean whole = map.endsWith(String.valueOf(WHOLE_MAP));
            return whole && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOnPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/sbin"
                + File.pathSeparator + "/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
