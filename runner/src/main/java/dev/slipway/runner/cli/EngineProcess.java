package dev.slipway.runner.cli;

import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.registry.Learned;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The process that the embedded engine works in: this program, started again in namespaces of its own.
 *
 * <p>What works on the store is started again before anything else is done. What builds or pushes looks first whether there is
 * anything to be done: mostly there is not, and a second JVM takes longer than to look.
 */
final class EngineProcess {
    /** The commands that work on the store, whatever is in it. */
    private static final Pattern USERS_OF_THE_STORE = Pattern.compile("save|load|shell|lock|outdated|why|df|prune");

    /** As bin/runner has it: what only prints, or waits for another process, ends before more would pay. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** What works for longer has the second compiler as well, which is not to compile what runs a few times only. */
    private static final String THOROUGH = "-XX:CompileThresholdScaling=10";

    /** Names the file with what the process that looked has learned of registries. */
    private static final String LEARNED = "slipway.learned";

    private static final String SHELL = "shell";

    private static final Set<String> ONLY_PRINT = Set.of("--dry-run", "--help", "-h");

    private EngineProcess() {}

    /**
     * Whether what the arguments say is to be done there from the start. It is not where this is that process, or where
     * there can be none, which is said when the arguments are known to make sense.
     */
    static boolean isNeeded(List<String> arguments) {
        return usesStore(arguments)
                && !EngineOptions.askForAnother(arguments)
                && !Namespace.entered()
                && Namespace.problem().isEmpty();
    }

    static boolean usesStore(List<String> arguments) {
        return !arguments.isEmpty()
                && USERS_OF_THE_STORE.matcher(arguments.get(0)).matches()
                && arguments.stream().noneMatch(ONLY_PRINT::contains);
    }

    /**
     * Does there what the arguments of this process say.
     *
     * @return its exit code
     */
    static int run(List<String> arguments) throws InterruptedException {
        return run(arguments, List.of());
    }

    /** The same, without asking registries again for what they have told here. */
    static int run(List<String> arguments, Learned learned) throws InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path file = folder.path().resolve("learned.json");
            learned.write(file);
            return run(arguments, List.of("-D" + LEARNED + "=" + file));
        } catch (IOException e) {
            return cannotStart(e);
        }
    }

    private static int run(List<String> arguments, List<String> properties) throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(thorough(javaCommandLine()));
            command.addAll(1, properties);
            int code =
                    arguments.get(0).equals(SHELL) ? Namespace.reenterAtTerminal(command) : Namespace.reenter(command);
            // Nobody else does it where that process was killed, of which unshare(1) does not tell.
            if (code != ExitCode.OK) {
                StandardStreams.restoreCursor();
            }
            return code;
        } catch (IOException e) {
            return cannotStart(e);
        }
    }

    private static int cannotStart(IOException e) {
        System.err.println("runner: this process cannot start itself again: " + e);
        return ExitCode.UNAVAILABLE;
    }

    /** What the process that started this one, if it did, has learned from registries. */
    static Learned learned() {
        String file = System.getProperty(LEARNED);
        try {
            return file == null ? new Learned() : Learned.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what another process has learned from registries", e);
        }
    }

    /** The command line of this process: the same JVM with the same class path and arguments. */
    private static List<String> javaCommandLine() throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(line.split("\0", -1)));
        // Every argument ends with a NUL, and so an empty one stands behind the last.
        command.remove(command.size() - 1);
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return command;
    }

    /** The same with both compilers: digests, of which an engine makes many, are ten times as fast with the second. */
    static List<String> thorough(List<String> java) {
        return java.stream()
                .map(argument -> argument.equals(QUICK) ? THOROUGH : argument)
                .toList();
    }
}
