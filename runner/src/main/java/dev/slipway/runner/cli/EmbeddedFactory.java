package dev.slipway.runner.cli;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;

/** Comes by engines that keep what they make in a store, or by that alone. */
interface EmbeddedFactory extends EngineFactory {
    /** The store in a folder, which is made where it is not there. */
    Store store(Path folder) throws EngineException, InterruptedException;
}
