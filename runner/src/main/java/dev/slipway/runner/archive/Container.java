package dev.slipway.runner.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What takes files by their names: a tar file or a folder. */
interface Container extends Closeable {
    /** Adds a file, by a name such as {@code blobs/sha256/...}, each only once. */
    void add(String name, byte[] content) throws IOException;

    /** Adds a copy of a file. */
    void add(String name, Path file) throws IOException;
}
