package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;

/** Comes by the embedded engine in an {@link EngineProcess}, and elsewhere by the reason why this is none. */
final class EmbeddedEngines implements EngineFactory {
    @Override
    public Engine create(EngineSettings settings) throws EngineException, InterruptedException {
        requireNamespace();
        return EmbeddedEngine.open(settings, RegistrySettings.fromEnvironment(System.getenv()));
    }

    /** Its files belong to users that an ordinary user has only there. */
    @Override
    public Store store(Path folder) throws EngineException, InterruptedException {
        requireNamespace();
        return EmbeddedEngine.store(folder);
    }

    private static void requireNamespace() throws EngineException {
        if (!Namespace.entered()) {
            throw new EngineException(new Failure.EngineUnavailable(
                    "the embedded engine cannot run here",
                    "What is missing: " + Namespace.problem().orElse("namespaces of its own")));
        }
    }
}
