package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in memory: what is in it never reaches a disk, and is gone with it. */
public final class MemoryFolder implements AutoCloseable {
    private static final long FLAGS = Linux.NO_SETUID | Linux.NO_DEVICES;

    private final Path path;

    private MemoryFolder(Path path) {
        this.path = path;
    }

    /** Mounts one for little, that nobody else sees, on an empty folder, which is made. */
    public static MemoryFolder mount(Path path) throws IOException {
        return mount(path, FLAGS | Linux.NO_PROGRAMS, "mode=0700,size=16m");
    }

    /**
     * Mounts one for a command to work in, on an empty folder, which is made.
     *
     * @param size the most bytes that it holds; 0 for as many as the machine gives
     */
    public static MemoryFolder mount(Path path, int mode, long size) throws IOException {
        return mount(path, FLAGS, "mode=" + Integer.toOctalString(mode) + (size == 0 ? "" : ",size=" + size));
    }

    private static MemoryFolder mount(Path path, long flags, String options) throws IOException {
        Files.createDirectories(path);
        Linux.mount("tmpfs", path, flags, options);
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
