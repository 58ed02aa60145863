package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;

/** Comes by an engine, after all input has been checked. */
@FunctionalInterface
interface EngineFactory {
    Engine create(EngineSettings settings) throws EngineException, InterruptedException;
}
