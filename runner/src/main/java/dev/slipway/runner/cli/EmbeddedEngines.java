package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.Learned;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Comes by the embedded engine in an {@link EngineProcess}, and elsewhere by one that looks, or the reason why not. */
final class EmbeddedEngines implements EmbeddedFactory {
    private static final String NAME = "embedded";

    private final List<String> arguments;
    private final Learned learned;

    /**
     * Those of this process.
     *
     * @param arguments of it
     * @param learned of registries by the process that started this one, if that is of the same run
     */
    EmbeddedEngines(List<String> arguments, Learned learned) {
        this.arguments = List.copyOf(arguments);
        this.learned = learned;
    }

    @Override
    public Engine create(EngineSettings settings, RegistrySettings registries, DefinitionSource definitions)
            throws EngineException, InterruptedException {
        return Attesting.engine(NAME, open(settings, registries), settings, registries, definitions);
    }

    private Engine open(EngineSettings settings, RegistrySettings registries)
            throws EngineException, InterruptedException {
        if (!onlyLook()) {
            return EmbeddedEngine.open(settings, registries.knowing(learned));
        }
        if (makesMoreThanImages(settings) || !Files.isDirectory(settings.store())) {
            throw new WouldRun();
        }
        return EmbeddedEngine.looking(settings, registries.knowing(learned));
    }

    private static boolean makesMoreThanImages(EngineSettings settings) {
        return settings.repeats() || settings.keepStorage().isPresent();
    }

    @Override
    public boolean pullsBases() {
        return true;
    }

    @Override
    public boolean onlyLook() {
        return !Namespace.entered();
    }

    @Override
    public int elsewhere() throws EngineException, InterruptedException {
        Optional<String> problem = Namespace.problem();
        if (problem.isPresent()) {
            throw unavailable(problem.get());
        }
        return EngineProcess.run(arguments, learned);
    }

    /** Its files belong to users that an ordinary user has only there. */
    @Override
    public Store store(Path folder) throws EngineException, InterruptedException {
        requireNamespace();
        return EmbeddedEngine.store(folder);
    }

    private static void requireNamespace() throws EngineException {
        if (!Namespace.entered()) {
            throw unavailable(Namespace.problem().orElse("namespaces of its own"));
        }
    }

    private static EngineException unavailable(String problem) {
        return new EngineException(
                new Failure.EngineUnavailable("the embedded engine cannot run here", "What is missing: " + problem));
    }
}
