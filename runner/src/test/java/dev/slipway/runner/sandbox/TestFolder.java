package dev.slipway.runner.sandbox;

import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone after the test, with whatever is in it. */
public record TestFolder(Path path) implements AutoCloseable {
    /** A new one. */
    public static TestFolder create() throws IOException {
        return new TestFolder(Files.createTempDirectory("slipway-test-").toRealPath());
    }

    /** A new folder in it. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        Store.delete(path);
    }
}
