package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
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

    Held acquire(String name) throws IOException, InterruptedException {
        Path file = file(name);
        Semaphore semaphore = semaphore(file);
        semaphore.acquire();
        try {
            return new Held(semaphore, locked(file));
        } catch (FileLockInterruptionException | ClosedByInterruptException e) {
            semaphore.release();
            // The exceptions of channels leave the thread's mark standing, this one clears it.
            Thread.interrupted();
            InterruptedException interruption = new InterruptedException("interrupted while waiting for " + name);
            interruption.initCause(e);
            throw interruption;
        } catch (IOException | RuntimeException e) {
            semaphore.release();
            throw e;
        }
    }

    Optional<Held> tryAcquire(String name) throws IOException {
        Path file = file(name);
        Semaphore semaphore = semaphore(file);
        if (!semaphore.tryAcquire()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open(file);
            if (channel.tryLock() != null) {
                return Optional.of(new Held(semaphore, channel));
            }
            channel.close();
        } catch (IOException | RuntimeException e) {
            semaphore.release();
            throw e;
        }
        semaphore.release();
        return Optional.empty();
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Semaphore semaphore(Path file) {
        return HERE.computeIfAbsent(file, key -> new Semaphore(1));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Deletes the files of all locks but one; nobody may hold any of them. */
    void clear(String except) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.equals(file(except))).toList()) {
                Files.delete(file);
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
