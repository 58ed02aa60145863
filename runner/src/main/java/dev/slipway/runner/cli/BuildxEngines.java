package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.docker.BuildxEngine;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.registry.RegistrySettings;
import java.util.List;

/**
 * Comes by engines that only tell others what to do, from any process.
 *
 * @param choice which of them
 */
record BuildxEngines(EngineChoice choice) implements EngineFactory {
    /** Whether one can be had. */
    boolean areHere() throws InterruptedException {
        return BuildxEngine.canBuild();
    }

    @Override
    public Engine create(EngineSettings settings, RegistrySettings registries, DefinitionSource definitions)
            throws EngineException, InterruptedException {
        // Those that were asked for by an option are refused; a profile may be for other engines, too.
        registries
                .mirrors()
                .of()
                .forEach((registry, all) -> all.forEach(mirror -> registries
                        .events()
                        .on(new Event.MirrorPassedOver(
                                registry,
                                mirror.toString(),
                                "builders ask those that their own configuration names"))));
        Engine engine = BuildxEngine.open(settings, registries, choice.builders(), choice.platforms(), choice.cache());
        return Attesting.engine(name(), engine, settings, registries, definitions);
    }

    @Override
    public String name() {
        return (choice.builders().isEmpty() ? EngineKind.DOCKER : EngineKind.BUILDKIT).toString();
    }

    @Override
    public List<String> platforms() throws EngineException, InterruptedException {
        return choice.platforms().isEmpty() ? BuildxEngine.ownPlatforms(choice.builders()) : choice.platforms();
    }

    @Override
    public boolean pullsBases() {
        return false;
    }

    @Override
    public boolean onlyLook() {
        return false;
    }

    @Override
    public int elsewhere() {
        throw new IllegalStateException("they can work in any process");
    }
}
