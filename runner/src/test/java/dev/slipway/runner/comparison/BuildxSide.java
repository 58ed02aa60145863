package dev.slipway.runner.comparison;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.docker.BuildxEngine;
import dev.slipway.runner.sandbox.TestJvm;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Builds all cases with the runner on a builder of buildx and pushes them, in a process that finds buildx. */
final class BuildxSide {
    private static final String BUILDER = "compared";
    /** Most of the time buildx starts. */
    private static final int WORKERS = 2;

    private BuildxSide() {}

    /**
     * Builds all cases on a BuildKit, and returns the log when that has ended.
     *
     * @param name under which the images are pushed
     * @param folder an empty folder
     */
    static Path on(BuildKit buildKit, String name, Path folder, Places places)
            throws IOException, InterruptedException {
        buildKit.create(BUILDER);
        ProcessBuilder process =
                new ProcessBuilder(TestJvm.command(BuildxSide.class, CaseBuilds.arguments(name, folder, places)));
        process.environment().putAll(buildKit.variables());
        return CaseBuilds.run(process, folder);
    }

    /** The process. */
    public static void main(String... arguments)
            throws IOException, InterruptedException, EngineException, ExecutionException {
        CaseBuilds builds = CaseBuilds.of(arguments);
        try (BuildxEngine engine = BuildxEngine.open(
                builds.settings(), RegistryClients.anonymous(), List.of(BUILDER), List.of(), Optional.empty())) {
            builds.build(engine, WORKERS);
        }
    }
}
