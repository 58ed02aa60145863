package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Locks by name, among the threads of this process and among processes: a file lock alone knows only the latter. */
public final class Locks {
    /** One per file and process, as the JVM's file locks are: two stores may be open on the same folder. */
    private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

    /** In milliseconds. */
    private static final long LONGEST_PAUSE = 50;

    private final Path folder;

    Locks(Path folder) {
        this.folder = folder;
    }

    /** A lock that somebody holds until it is closed, by whatever thread. */
    public static final class Held implements AutoCloseable {
        private final Semaphore semaphore;
        private final FileChannel channel;

        private Held(Semaphore semaphore, FileChannel channel) {
            this.semaphore = semaphore;
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } finally {
                semaphore.release();
            }
        }
    }

    /**
     * Waits until nobody else holds the lock.
     *
     * <p>It asks again and again: the kernel takes all locks of a process for one thread's, and refuses to wait where two
     * threads each of two processes only seem to wait for each other.
     */
    Held acquire(String name) throws IOException, InterruptedException {
        Semaphore semaphore = semaphore(file(name));
        semaphore.acquire();
        try {
            for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
                Optional<FileChannel> channel = tryLock(file(name));
                if (channel.isPresent()) {
                    return new Held(semaphore, channel.get());
                }
                Thread.sleep(pause);
            }
        } catch (ClosedByInterruptException e) {
            semaphore.release();
            // The exceptions of channels leave the thread's mark standing, this one clears it.
            Thread.interrupted();
            InterruptedException interruption = new InterruptedException("interrupted while waiting for " + name);
            interruption.initCause(e);
            throw interruption;
        } catch (IOException | InterruptedException | RuntimeException e) {
            semaphore.release();
            throw e;
        }
    }

    Optional<Held> tryAcquire(String name) throws IOException {
        Semaphore semaphore = semaphore(file(name));
        if (!semaphore.tryAcquire()) {
            return Optional.empty();
        }
        Optional<FileChannel> channel = Optional.empty();
        try {
            channel = tryLock(file(name));
        } finally {
            if (channel.isEmpty()) {
                semaphore.release();
            }
        }
        return channel.map(locked -> new Held(semaphore, locked));
    }

    private static Optional<FileChannel> tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(channel) : Optional.empty();
    }

    private static Semaphore semaphore(Path file) {
        return HERE.computeIfAbsent(file, key -> new Semaphore(1));
    }

    /** Deletes the files of all locks but one; nobody may hold any of them, but who did may be deleting his own. */
    void clear(String except) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.equals(file(except))).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes the file of a lock that nobody else will ever want. */
    void forget(String name, Held held) throws IOException {
        Objects.requireNonNull(held, "only its holder may");
        Files.deleteIfExists(file(name));
    }

    Path file(String name) {
        return folder.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_"));
    }
}
