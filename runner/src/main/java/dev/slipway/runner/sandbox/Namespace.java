package dev.slipway.runner.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The mount and process namespaces in which the engine works, and for an ordinary user the user namespace in which it
 * is root.
 *
 * <p>A JVM has threads from its start and so cannot enter a user namespace: the program starts itself again under
 * {@code unshare(1)}. It is the first process there: when it ends, the kernel ends all others and takes all mounts away.
 */
public final class Namespace {
    /** Names a file that the outer process has locked for as long as it lives. */
    private static final String MARK = "SLIPWAY_NAMESPACE";

    private static final List<String> RUNTIMES = List.of("runc", "crun");
    private static final List<String> AS_ORDINARY_USER = List.of("--user", "--map-root-user", "--map-auto");
    private static final List<String> ISOLATION =
            List.of("--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc", "--");
    private static final String WHOLE_MAP = "4294967295";
    private static final int MAY_MOUNT = 21;
    private static final int SECONDS_TO_TRY = 10;

    private Namespace() {}

    /** Whether this process is the one that was started again. */
    public static boolean entered() {
        return System.getenv(MARK) != null && mayMount();
    }

    /**
     * Runs a command inside new namespaces, with this process' input and output. When this process is asked to end, or
     * killed, the other learns it by {@link #whenToEnd}.
     *
     * @return its exit code, or that of the signal which asked this process to end
     */
    public static int reenter(List<String> command) throws IOException, InterruptedException {
        // Signals from the terminal are then for this process alone, and none of them ends a program in there.
        return reenter(List.of(program("setsid").orElse("setsid")), command);
    }

    /** The same for a command that somebody works with at the terminal, which tells it when it gets another size. */
    public static int reenterAtTerminal(List<String> command) throws IOException, InterruptedException {
        return reenter(List.of(), command);
    }

    private static int reenter(List<String> starter, List<String> command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(starter);
        line.addAll(unshare());
        line.addAll(ISOLATION);
        line.addAll(command);
        try (Lifeline lifeline = Lifeline.hold()) {
            ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
            builder.environment().put(MARK, lifeline.file().toString());
            return new InnerProcess(builder.start(), lifeline).await();
        }
    }

    /** Has something done when the process that started this one again wants it to end, or is gone. */
    public static void whenToEnd(Runnable action) {
        String mark = System.getenv(MARK);
        if (mark == null) {
            return;
        }
        Thread watch = new Thread(() -> awaitEnd(Path.of(mark), action), "watch the outer process");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(Path mark, Runnable action) {
        try {
            Lifeline.await(mark);
        } catch (IOException e) {
            // Without the file nobody waits for this process: it was started by other means.
            return;
        }
        action.run();
    }

    /** What keeps this machine from running the engine, with the cure; empty if nothing does. */
    public static Optional<String> problem() {
        if (program("unshare").isEmpty()) {
            return Optional.of("unshare is missing. Install it with: apt-get install util-linux");
        }
        if (runtime().isEmpty()) {
            return Optional.of("an OCI runtime is missing. Install one with: apt-get install runc");
        }
        if (entered()) {
            return Optional.empty();
        }
        return mayMount() ? trial() : userNamespaceProblem().or(Namespace::trial);
    }

    /** The OCI runtime to use: the path of its program. */
    public static Optional<String> runtime() {
        return RUNTIMES.stream().flatMap(name -> program(name).stream()).findFirst();
    }

    /** Whether this is the machine's own user namespace, where root is the machine's root. */
    static boolean isInitial() {
        try {
            return Files.readString(Path.of("/proc/self/uid_map")).trim().endsWith(WHOLE_MAP);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> userNamespaceProblem() {
        if (program("newuidmap").isEmpty() || program("newgidmap").isEmpty()) {
            return Optional.of("newuidmap is missing, which maps an ordinary user's container users."
                    + " Install it with: apt-get install uidmap");
        }
        String user = System.getProperty("user.name");
        for (String file : List.of("/etc/subuid", "/etc/subgid")) {
            if (!hasRange(Path.of(file))) {
                return Optional.of("user '" + user + "' has no range in " + file + ". Give it one with:"
                        + " usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + user);
            }
        }
        return Optional.empty();
    }

    /**
     * What keeps overlays from being mounted in such namespaces, in the words of mount(8); empty if nothing does.
     *
     * @param folder has empty folders lower, upper, work and root in it
     */
    public static Optional<String> overlayProblem(Path folder) {
        return trial(
                Optional.of(folder),
                List.of(
                        program("mount").orElse("mount"),
                        "-t",
                        "overlay",
                        "-o",
                        "userxattr,lowerdir=lower,upperdir=upper,workdir=work",
                        "overlay",
                        "root"));
    }

    /** Tries it: what forbids namespaces has many names, from kernel settings to security modules. */
    private static Optional<String> trial() {
        return trial(Optional.empty(), List.of("true")).map(Namespace::refusal);
    }

    /** What a command prints that fails in there; empty if it does not fail. */
    private static Optional<String> trial(Optional<Path> folder, List<String> command) {
        List<String> line = unshare();
        line.addAll(ISOLATION);
        line.addAll(command);
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            folder.ifPresent(place -> builder.directory(place.toFile()));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (!process.waitFor(SECONDS_TO_TRY, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("unshare does not end");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(output);
        } catch (IOException e) {
            return Optional.of("unshare does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while trying unshare");
        }
    }

    private static String refusal(String output) {
        if (output.contains("map-auto")) {
            return "unshare is older than 2.38 and cannot map users: " + output
                    + ". Install a newer one with: apt-get install util-linux";
        }
        return "this machine refuses new namespaces: " + output + ". Where a kernel setting is the cause, one of these"
                + " lifts it: sysctl -w kernel.unprivileged_userns_clone=1; sysctl -w"
                + " kernel.apparmor_restrict_unprivileged_userns=0; sysctl -w user.max_user_namespaces=10000";
    }

    /** Whether this user has a range of numbers in a file such as {@code /etc/subuid}. */
    public static boolean hasRange(Path file) {
        String user = System.getProperty("user.name");
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> owners = List.of(user + ":", status("Uid").findFirst().orElse("") + ":");
            return lines.anyMatch(line -> owners.stream().anyMatch(line::startsWith));
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> unshare() {
        List<String> line = new ArrayList<>(List.of(program("unshare").orElse("unshare")));
        if (!mayMount()) {
            line.addAll(AS_ORDINARY_USER);
        }
        return line;
    }

    /** Whether this is root with the right to mount: root in a container may have lost it. */
    public static boolean mayMount() {
        try {
            long capabilities =
                    Long.parseUnsignedLong(status("CapEff").findFirst().orElse("0"), 16);
            return isRoot() && (capabilities >> MAY_MOUNT & 1) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    public static boolean isRoot() {
        try {
            return status("Uid").findFirst().orElse("").equals("0");
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(key + ":"))
                .flatMap(line ->
                        Arrays.stream(line.substring(key.length() + 1).trim().split("\\s+")));
    }

    /** The path of a program. Looks where root's are, too: an ordinary user's path often lacks those folders. */
    public static Optional<String> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin:/usr/bin:/bin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }
}
