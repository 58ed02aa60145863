package dev.slipway.runner.sandbox;

import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone after the test, with whatever is in it. */
public record TestFolder(Path path) implements AutoCloseable {
    /** A new one. */
    public static TestFolder create() throws IOException {
        return new TestFolder(Files.createTempDirectory("slipway-test-").toRealPath());
    }

    /** A new one for tests whose runner closes nothing: it is gone when this JVM ends. */
    public static TestFolder untilTheEnd() throws IOException {
        TestFolder folder = create();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                folder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return folder;
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
