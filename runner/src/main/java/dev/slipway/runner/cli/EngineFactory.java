package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;

/** Comes by an engine, or by a store alone, after all input has been checked. */
interface EngineFactory {
    Engine create(EngineSettings settings) throws EngineException, InterruptedException;

    /** The store in a folder, which is made where it is not there. */
    Store store(Path folder) throws EngineException, InterruptedException;
}
