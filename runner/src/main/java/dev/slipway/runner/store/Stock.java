package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that a store holds at a moment, each thing with a block for what is written down about it.
 *
 * @param steps by the names of the layers that they made
 */
record Stock(List<Item> items, Map<String, List<Entry>> steps) {
    private static final int BLOCK = 4096;

    /** The last use of a thing that has no mark. */
    static final FileTime NEVER = FileTime.fromMillis(0);

    /** Looks at everything; only the folders of caches, and of layers without a seal, have to be walked. */
    static Stock of(Layout layout) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path layer : Layout.children(layout.layers())) {
            Path seal = layer.resolve(Layers.SEAL);
            Optional<Layers.Seal> known = Layers.Seal.read(seal);
            long size = known.isPresent() ? known.get().size() : sizeOf(layer);
            items.add(new Item(Usage.Kind.LAYERS, layer, seal, lastUse(seal), BLOCK + size));
        }
        for (Path blob : Layout.children(layout.blobs())) {
            items.add(new Item(Usage.Kind.BLOBS, blob, blob, lastUse(blob), BLOCK + sizeOf(blob)));
        }
        for (Path cache : Layout.children(layout.caches())) {
            Path used = cache.resolve(Layout.USED);
            items.add(new Item(Usage.Kind.CACHES, cache, used, lastUse(used), BLOCK + sizeOf(cache)));
        }
        // Somebody may have been quicker.
        items.removeIf(item -> item.used().equals(NEVER) && !Files.exists(item.path()));
        return new Stock(items, steps(layout));
    }

    private static Map<String, List<Entry>> steps(Layout layout) throws IOException {
        Map<String, List<Entry>> steps = new HashMap<>();
        for (Path step : Layout.children(layout.steps())) {
            Entry.read(step)
                    .ifPresent(entry -> entry.layer()
                            .ifPresent(layer -> steps.computeIfAbsent(layer, name -> new ArrayList<>())
                                    .add(entry)));
        }
        return steps;
    }

    /** The steps of which a thing is the result; none if it is no layer. */
    List<Entry> steps(Item item) {
        return item.kind() == Usage.Kind.LAYERS ? steps.getOrDefault(item.name(), List.of()) : List.of();
    }

    static FileTime lastUse(Path mark) throws IOException {
        try {
            return Files.getLastModifiedTime(mark, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return NEVER;
        }
    }

    /** Bytes on disk, by whole blocks; what disappears meanwhile does not count. */
    static long sizeOf(Path path) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet((attributes.size() + BLOCK - 1) / BLOCK * BLOCK);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return size.get();
    }

    long size() {
        return items.stream().mapToLong(Item::size).sum();
    }

    /** What a kind amounts to, where things used since some time are in use. */
    Usage usage(Usage.Kind kind, FileTime since) {
        List<Item> all = items.stream().filter(item -> item.kind() == kind).toList();
        List<Item> idle =
                all.stream().filter(item -> item.used().compareTo(since) < 0).toList();
        return new Usage(kind, all.size(), all.size() - idle.size(), size(all), size(idle));
    }

    private static long size(List<Item> items) {
        return items.stream().mapToLong(Item::size).sum();
    }
}
