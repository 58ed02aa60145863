package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a process has locked for as long as another is to go on. When the first is killed the kernel lets go of it.
 * A signal would not do: the first process of a namespace never gets one before it says what it does about it.
 */
final class Lifeline implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private Lifeline(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Lifeline hold() throws IOException {
        Path file = Files.createTempFile("slipway-", ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = channel.lock();
        if (!held.isValid()) {
            throw new IOException("cannot lock " + file);
        }
        return new Lifeline(file, channel);
    }

    Path file() {
        return file;
    }

    void cut() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        cut();
        Files.deleteIfExists(file);
    }

    /** Waits in the other process until it is cut. */
    static void await(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.lock()) {
            if (free.isValid()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
