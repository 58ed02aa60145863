package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Takes things out of a store, in the order of {@link Leaves}.
 *
 * <p>Others go on using the store meanwhile. Whoever finds a thing marks it, and takes it for lost where there is nothing
 * to be marked. So the mark is what is taken away first; if somebody was quicker, it is put back and the thing stays.
 */
final class Pruning {
    private final Layout layout;
    private final Locks locks;
    private final Owner owner;
    private final Map<Usage.Kind, Integer> counts = new EnumMap<>(Usage.Kind.class);
    private long freed;

    Pruning(Layout layout, Locks locks, Owner owner) {
        this.layout = layout;
        this.locks = locks;
        this.owner = owner;
    }

    /** Takes out what is more than may be kept, in bytes, of a store of a size. */
    Pruned down(LongUnaryOperator keep) throws IOException, InterruptedException {
        FileTime inUse = owner.oldest(layout);
        Stock stock = Stock.of(layout);
        long most = keep.applyAsLong(stock.size());
        Leaves leaves = new Leaves(stock, item -> item.used().compareTo(inUse) < 0);
        Optional<Leaves.Leaf> next = leaves.next();
        while (stock.size() - freed > most && next.isPresent()) {
            if (remove(next.get().item())) {
                next.get().gone().run();
            }
            next = leaves.next();
        }
        if (!counts.isEmpty()) {
            forgetLayersThatAreGone();
            forgetOldBuilds();
        }
        return new Pruned(counts, freed, stock.size() - freed);
    }

    private boolean remove(Item item) throws IOException, InterruptedException {
        Path away = Files.createDirectory(owner.fresh());
        try {
            Locks.Held gate = locks.acquire(Store.GATE);
            try (gate) {
                if (!claim(item, away.resolve("mark"))) {
                    return false;
                }
                if (!item.mark().equals(item.path())) {
                    Files.move(item.path(), away.resolve("thing"), StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (NoSuchFileException e) {
                // Somebody noticed that it is damaged, and took it away.
                return false;
            }
        } finally {
            Store.delete(away);
        }
        counts.merge(item.kind(), 1, Integer::sum);
        freed += item.size();
        return true;
    }

    /** Takes a thing's mark away, unless somebody has set it since the store was looked at. */
    private static boolean claim(Item item, Path away) throws IOException {
        if (!Stock.lastUse(item.mark()).equals(item.used())) {
            return false;
        }
        if (item.used().equals(Stock.NEVER)) {
            return true;
        }
        Files.move(item.mark(), away, StandardCopyOption.ATOMIC_MOVE);
        if (Stock.lastUse(away).equals(item.used())) {
            return true;
        }
        Files.move(away, item.mark(), StandardCopyOption.ATOMIC_MOVE);
        return false;
    }

    /** What is known of steps and archives is of no use without the layers. */
    private void forgetLayersThatAreGone() throws IOException, InterruptedException {
        Locks.Held gate = locks.acquire(Store.GATE);
        try (gate) {
            for (Path step : Layout.children(layout.steps())) {
                Optional<Entry> entry = Entry.read(step);
                if (entry.isEmpty() || !entry.get().layers().allMatch(this::isThere)) {
                    Files.deleteIfExists(step);
                }
            }
            for (Path archive : Layout.children(layout.archives())) {
                if (!isThere(Layers.idOfArchive(archive))) {
                    Files.deleteIfExists(archive);
                }
            }
        }
    }

    /** A build of which even the layers that were used last are gone has nothing that would be found again. */
    private void forgetOldBuilds() throws IOException {
        FileTime oldest = FileTime.from(Instant.MAX);
        for (Path layer : Layout.children(layout.layers())) {
            FileTime used = Stock.lastUse(layer.resolve(Layers.SEAL));
            oldest = used.compareTo(oldest) < 0 ? used : oldest;
        }
        for (Path build : Layout.children(layout.builds())) {
            if (Stock.lastUse(build).compareTo(oldest) < 0) {
                Files.deleteIfExists(build);
            }
        }
    }

    private boolean isThere(String layer) {
        return Files.exists(layout.layers().resolve(layer));
    }
}
