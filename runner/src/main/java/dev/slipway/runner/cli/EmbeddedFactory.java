package dev.slipway.runner.cli;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;
import java.util.List;

/** Comes by engines that keep what they make in a store, or by that alone. */
interface EmbeddedFactory extends EngineFactory {
    @Override
    default String name() {
        return EngineKind.EMBEDDED.toString();
    }

    @Override
    default List<String> platforms() {
        return List.of(Platform.LINUX_AMD64.toString());
    }

    /** The store in a folder, which is made where it is not there. */
    Store store(Path folder) throws EngineException, InterruptedException;
}
