package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.evidence.AttestingEngine;
import dev.slipway.runner.evidence.BuildFacts;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistrySettings;

/** Has engines attest what they publish. */
final class Attesting {
    private Attesting() {}

    /** @param name what evidence calls the engine */
    static Engine engine(
            String name,
            Engine engine,
            EngineSettings settings,
            RegistrySettings registries,
            DefinitionSource definitions) {
        if (!settings.publishes()) {
            return engine;
        }
        BuildFacts facts =
                new BuildFacts(Version.number(), name, profile(settings), settings.sourceDate(), definitions);
        return new AttestingEngine(engine, new Registry(registries), facts);
    }

    /** Without the folders of this machine. */
    private static String profile(EngineSettings settings) {
        String file = settings.profile();
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("^profile ", "");
    }
}
