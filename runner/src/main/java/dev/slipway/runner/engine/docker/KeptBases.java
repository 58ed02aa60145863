package dev.slipway.runner.engine.docker;

import dev.slipway.runner.store.Pruned;
import dev.slipway.runner.store.Usage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bases that profiles have made here for builders, each an archive in a folder of its own, beside a lock that is as
 * old as its last use, and that is held by whoever uses it. Only archives and their drafts ever go, so that all lock the
 * same file.
 *
 * @param folder of all of them
 */
public record KeptBases(Path folder) {
    static final String ARCHIVE = "base.tar";
    static final String LOCK = "lock";

    /** The archive while it is made; it stays if its runner is killed. */
    static final String DRAFT = "draft.tar";

    private static final List<String> FILES = List.of(ARCHIVE, DRAFT);

    /** Who has used one in that time may come back for it. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Those that belong to a store. */
    public static KeptBases of(Path store) {
        return new KeptBases(store.resolveSibling("bases"));
    }

    /** That one is used now. To be called before it is locked: who opens and closes a file loses all locks on it. */
    static void mark(Path home) throws IOException {
        Path lock = home.resolve(LOCK);
        if (!Files.exists(lock)) {
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
    }

    private record Kept(Path home, FileTime used, long size) {}

    /** What they amount to. */
    public Usage usage() throws IOException {
        int total = 0;
        int active = 0;
        long size = 0;
        long reclaimable = 0;
        for (Kept base : all()) {
            total++;
            size += base.size();
            Optional<FileChannel> lock = tryLock(base);
            if (lock.isPresent()) {
                reclaimable += base.size();
                lock.get().close();
            } else {
                active++;
            }
        }
        return new Usage(Usage.Kind.BASES, total, active, size, reclaimable);
    }

    /**
     * Takes away those that nobody has used for long, and of the others, least recently used first, what is more than so
     * many bytes. What is in use stays.
     */
    public Pruned prune(long keep, Instant now) throws IOException {
        List<Kept> bases = all();
        long kept = bases.stream().mapToLong(Kept::size).sum();
        FileTime old = FileTime.from(now.minus(LONGEST));
        int count = 0;
        long freed = 0;
        for (Kept base : bases) {
            if ((base.used().compareTo(old) < 0 || kept > keep) && remove(base)) {
                count++;
                freed += base.size();
                kept -= base.size();
            }
        }
        return new Pruned(count == 0 ? Map.of() : Map.of(Usage.Kind.BASES, count), freed, kept);
    }

    private static boolean remove(Kept base) throws IOException {
        Optional<FileChannel> lock = tryLock(base);
        if (lock.isEmpty()) {
            return false;
        }
        FileChannel held = lock.get();
        try (held) {
            boolean removed = false;
            for (String file : FILES) {
                removed |= Files.deleteIfExists(base.home().resolve(file));
            }
            return removed;
        }
    }

    /** Least recently used first. */
    private List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> homes = Files.list(folder)) {
            for (Path home : homes.filter(KeptBases::isAny).toList()) {
                Path lock = home.resolve(LOCK);
                Path mark = Files.exists(lock) ? lock : home;
                all.add(new Kept(home, Files.getLastModifiedTime(mark), size(home)));
            }
        }
        all.sort(Comparator.comparing(Kept::used));
        return all;
    }

    private static boolean isAny(Path home) {
        return FILES.stream().anyMatch(file -> Files.exists(home.resolve(file)));
    }

    /** What is not there has none: a draft becomes the archive while others look. */
    private static long size(Path home) {
        return FILES.stream()
                .mapToLong(file -> home.resolve(file).toFile().length())
                .sum();
    }

    /** Empty if somebody holds it. */
    private static Optional<FileChannel> tryLock(Kept base) throws IOException {
        FileChannel channel =
                FileChannel.open(base.home().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }
}
