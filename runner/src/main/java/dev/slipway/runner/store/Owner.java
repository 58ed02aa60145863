package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who has a store open: a lock that is held as long, as old as the opening, and a folder for work in progress,
 * which whoever comes next clears when its owner is dead.
 *
 * <p>Process numbers tell nothing here: in its own namespace every engine is the first process.
 */
final class Owner implements AutoCloseable {
    /** Held by whoever joins. */
    static final String OPENING = "opening";

    private static final String PREFIX = "owner-";

    private final Locks locks;
    private final Path work;
    private final Locks.Held lock;
    private final FileTime since;

    private Owner(Locks locks, Path work, Locks.Held lock, FileTime since) {
        this.locks = locks;
        this.work = work;
        this.lock = lock;
        this.since = since;
    }

    /** Joins those who have the store open, and clears what the dead left. */
    static Owner join(Layout layout, Locks locks) throws IOException, InterruptedException {
        Locks.Held opening = locks.acquire(OPENING);
        try (opening) {
            if (living(layout, locks).isEmpty()) {
                locks.clear(OPENING);
            }
            return enter(layout, locks);
        }
    }

    /** Joins them, and clears nothing: what the dead left may belong to users that are strange here. */
    static Owner visit(Layout layout, Locks locks) throws IOException, InterruptedException {
        Locks.Held opening = locks.acquire(OPENING);
        try (opening) {
            return enter(layout, locks);
        }
    }

    private static Owner enter(Layout layout, Locks locks) throws IOException, InterruptedException {
        String name = UUID.randomUUID().toString();
        Locks.Held lock = locks.acquire(PREFIX + name);
        FileTime since = Files.getLastModifiedTime(locks.file(PREFIX + name));
        return new Owner(locks, Files.createDirectory(layout.work().resolve(name)), lock, since);
    }

    /** When those joined who have the store open; what the others left is cleared. */
    static List<FileTime> living(Layout layout, Locks locks) throws IOException {
        List<FileTime> living = new ArrayList<>();
        for (Path work : Layout.children(layout.work())) {
            String name = lockOf(work);
            Optional<Locks.Held> dead = locks.tryAcquire(name);
            if (dead.isEmpty()) {
                since(locks.file(name)).ifPresent(living::add);
                continue;
            }
            try (Locks.Held held = dead.get()) {
                Store.delete(work);
                locks.forget(name, held);
            }
        }
        return living;
    }

    private static Optional<FileTime> since(Path lock) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(lock));
        } catch (NoSuchFileException e) {
            // It was the last thing that its owner took away.
            return Optional.empty();
        }
    }

    /** When the oldest of the stores was opened that are open on a folder: this one, if there is no other. */
    FileTime oldest(Layout layout) throws IOException {
        return living(layout, locks).stream().min(Comparator.naturalOrder()).orElse(since);
    }

    /** Removes what is unfinished, and leaves. */
    @Override
    public void close() throws IOException {
        try (lock) {
            Store.delete(work);
            locks.forget(lockOf(work), lock);
        }
    }

    private static String lockOf(Path work) {
        return PREFIX + work.getFileName();
    }

    /** A name in the owner's folder that nothing has yet. */
    Path fresh() {
        return work.resolve(UUID.randomUUID().toString().substring(0, 16));
    }

    /** When the store was opened, by the clock that stamps its files. */
    FileTime since() {
        return since;
    }
}
