package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Locks by name, among the threads of this process and among processes: a file lock alone knows only the latter. */
public final class Locks {
    private final Path folder;
    private final Map<String, Semaphore> here = new ConcurrentHashMap<>();

    Locks(Path folder) {
        this.folder = folder;
    }

    /** A lock that somebody holds until it is closed. */
    public static final class Held implements AutoCloseable {
        private final Semaphore semaphore;
        private final FileChannel channel;

        private Held(Semaphore semaphore, FileChannel channel) {
            this.semaphore = semaphore;
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                semaphore.release();
            }
        }
    }

    Held acquire(String name) throws IOException, InterruptedException {
        Semaphore semaphore = semaphore(name);
        semaphore.acquire();
        try {
            FileChannel channel = open(name);
            FileLock unused = channel.lock();
            return new Held(semaphore, channel);
        } catch (IOException | RuntimeException e) {
            semaphore.release();
            throw e;
        }
    }

    Optional<Held> tryAcquire(String name) throws IOException {
        Semaphore semaphore = semaphore(name);
        if (!semaphore.tryAcquire()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open(name);
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

    private Semaphore semaphore(String name) {
        return here.computeIfAbsent(name, key -> new Semaphore(1));
    }

    private FileChannel open(String name) throws IOException {
        String file = name.replaceAll("[^A-Za-z0-9.-]", "_");
        return FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
