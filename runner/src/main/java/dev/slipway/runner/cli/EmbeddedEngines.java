package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Comes by the embedded engine, which works in namespaces of its own. */
final class EmbeddedEngines implements EngineFactory {
    @Override
    public OptionalInt elsewhere() throws EngineException, InterruptedException {
        Optional<String> problem = Namespace.problem();
        if (problem.isPresent()) {
            throw new EngineException(new Failure.EngineUnavailable(
                    "the embedded engine cannot run here", "What is missing: " + problem.get()));
        }
        if (Namespace.entered()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Namespace.reenter(javaCommandLine()));
        } catch (IOException e) {
            throw new EngineException(
                    new Failure.EngineUnavailable("this process cannot start itself again", e.toString()), e);
        }
    }

    @Override
    public Engine create(EngineSettings settings) throws EngineException {
        return EmbeddedEngine.open(settings, RegistrySettings.fromEnvironment(System.getenv()));
    }

    /** The command line of this process: the same JVM with the same flags, class path and arguments. */
    private static List<String> javaCommandLine() throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(line.split("\0", -1)));
        // Every argument ends with a NUL, and so an empty one stands behind the last.
        command.remove(command.size() - 1);
        // Flags for a short life: digests and compression are several times faster with all of the compiler.
        command.remove("-XX:TieredStopAtLevel=1");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Every JVM that is the first process of a namespace would write to the same file, and say so.
        command.add(1, "-XX:-UsePerfData");
        return command;
    }
}
