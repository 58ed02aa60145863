package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in memory, for what must never reach a disk. */
public final class MemoryFolder implements AutoCloseable {
    private static final long FLAGS = Linux.NO_SETUID | Linux.NO_DEVICES | Linux.NO_PROGRAMS;

    private final Path path;

    private MemoryFolder(Path path) {
        this.path = path;
    }

    /** Mounts it on an empty folder, which is made. */
    public static MemoryFolder mount(Path path) throws IOException {
        Files.createDirectories(path);
        Linux.mount("tmpfs", path, FLAGS, "mode=0700,size=16m");
        return new MemoryFolder(path);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Linux.unmount(path);
    }
}
