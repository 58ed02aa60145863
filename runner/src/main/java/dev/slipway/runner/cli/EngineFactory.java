package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.registry.RegistrySettings;

/** Comes by an engine, after all input has been checked. */
interface EngineFactory {
    /**
     * An engine.
     *
     * @throws WouldRun if engines only look here, and it is known that there is nothing to be found
     */
    Engine create(EngineSettings settings, RegistrySettings registries) throws EngineException, InterruptedException;

    /** Whether engines only look, in this process. */
    boolean onlyLook();

    /**
     * Does all of the run in another process, in which engines can work.
     *
     * @return its exit code
     */
    int elsewhere() throws EngineException, InterruptedException;
}
