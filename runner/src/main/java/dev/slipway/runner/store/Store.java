package dev.slipway.runner.store;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.layer.LayerWriter;
import dev.slipway.runner.layer.Times;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results of steps by their keys, with what belongs to them, safe for many threads and processes at once. See DESIGN.md
 * of the embedded engine for what is checked when.
 */
public final class Store implements AutoCloseable {
    /** Held by whoever puts a layer where others find it or takes one away. */
    static final String GATE = "gate";

    /** Before anything was ever done. */
    private static final Instant ALWAYS = Instant.MIN;

    private final Layout layout;
    private final Locks locks;
    private final Owner owner;
    private final Use use;
    private final Layers layers;
    private final Blobs blobs;

    private Store(Layout layout, Locks locks, Owner owner) {
        this.layout = layout;
        this.locks = locks;
        this.owner = owner;
        this.use = new Use(owner.since());
        this.layers = new Layers(layout, owner, use);
        this.blobs = new Blobs(layout, owner, use);
    }

    /** Opens the store in a folder, which is made where it is not there, and clears what dead processes left. */
    public static Store open(Path folder) throws IOException, InterruptedException {
        Layout layout = Layout.in(folder);
        Locks locks = new Locks(layout.locks());
        return new Store(layout, locks, Owner.join(layout, locks));
    }

    /** Opens the store in a folder for a process in which not all of its files can be deleted, only to find things. */
    public static Store visit(Path folder) throws IOException, InterruptedException {
        Layout layout = Layout.in(folder);
        Locks locks = new Locks(layout.locks());
        return new Store(layout, locks, Owner.visit(layout, locks));
    }

    /** Removes what is unfinished; what was committed stays. */
    @Override
    public void close() throws IOException {
        owner.close();
    }

    /**
     * What a step made.
     *
     * @param layer the folder of its changes; empty if it changed no file
     */
    public record Result(Optional<Path> layer) {}

    /** The result of a step that was done before. Its layer is looked at no closer than that it is there. */
    public Optional<Result> find(String key) throws IOException {
        return find(key, ALWAYS);
    }

    /** The same if it was not done before some time. */
    public Optional<Result> find(String key, Instant since) throws IOException {
        Path file = step(key);
        Optional<Entry> entry = Entry.read(file).filter(known -> isYoung(file, since));
        if (entry.isEmpty() || entry.get().layer().isEmpty()) {
            return entry.map(known -> new Result(Optional.empty()));
        }
        return layers.find(entry.get().layer().get()).map(files -> new Result(Optional.of(files)));
    }

    /** An entry is never touched once it is written; its layer's time is that of its last use. */
    private static boolean isYoung(Path entry, Instant since) {
        try {
            return since.equals(ALWAYS)
                    || !Files.getLastModifiedTime(entry).toInstant().isBefore(since);
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Keeps the changes under {@code upper}, which is gone afterwards, as the result of a step.
     *
     * @param below the layers that it worked on, bottom first
     */
    public Result commit(String key, Path upper, List<Path> below) throws IOException, InterruptedException {
        return commit(key, upper, below, ALWAYS);
    }

    /** The same in the place of a result that is older. */
    public Result commit(String key, Path upper, List<Path> below, Instant since)
            throws IOException, InterruptedException {
        Optional<Layers.Sealed> layer = isEmpty(upper) ? Optional.empty() : Optional.of(layers.seal(upper));
        Path entry = owner.fresh();
        new Entry(layer.map(Layers.Sealed::id), below.stream().map(Layers::id).toList()).write(entry);
        Locks.Held gate = locks.acquire(GATE);
        try (gate) {
            // Whoever comes first wins: others may stand on its layer already.
            Optional<Result> earlier = find(key, since);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (layer.isPresent()) {
                layers.keep(layer.get());
            }
            Files.move(entry, step(key), StandardCopyOption.ATOMIC_MOVE);
        }
        return new Result(layer.map(kept -> layers.files(kept.id())));
    }

    /** What a layer is known by: equal for layers of equal content. */
    public static String id(Path layer) {
        return Layers.id(layer);
    }

    /**
     * Makes sure that no file of the layers was touched since they were committed; a layer once, and without reading it.
     *
     * @throws DamagedException if one is not as it was; it is gone then
     */
    public void check(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            layers.check(Layers.id(folder));
        }
    }

    /** What the store holds, for each kind of things. */
    public List<Usage> usage() throws IOException {
        Stock stock = Stock.of(layout);
        FileTime inUse = owner.oldest(layout);
        return Stream.concat(
                        Stream.of(Usage.Kind.LAYERS, Usage.Kind.BLOBS, Usage.Kind.CACHES)
                                .map(kind -> stock.usage(kind, inUse)),
                        Stream.of(new OlderLayouts(layout, owner).usage()))
                .toList();
    }

    /**
     * Takes out what older runners have left and, least recently used first, what there is more than so many bytes. What a
     * store that is open has used stays, this one or another process'.
     */
    public Pruned prune(long keep) throws IOException, InterruptedException {
        Pruned older = new OlderLayouts(layout, owner).prune();
        return older.plus(new Pruning(layout, locks, owner).down(size -> keep));
    }

    /** Does so where the disk is filling up, and no further than {@link DiskShare} says. */
    public void makeRoom() throws IOException, InterruptedException {
        if (DiskShare.of(layout.folder()).isShort()) {
            new OlderLayouts(layout, owner).prune();
        }
        DiskShare share = DiskShare.of(layout.folder());
        if (share.isShort()) {
            new Pruning(layout, locks, owner).down(share::keep);
        }
    }

    /** An empty folder of one's own, on the same file system as the layers. */
    public Path scratch() throws IOException {
        return Files.createDirectory(owner.fresh());
    }

    /** Waits until nobody else, here or in another process, holds the lock of that name. */
    public Locks.Held lock(String name) throws IOException, InterruptedException {
        return locks.acquire(name);
    }

    /** Takes the lock of that name if nobody holds it. */
    public Optional<Locks.Held> tryLock(String name) throws IOException {
        return locks.tryAcquire(name);
    }

    /** The folder of a cache mount. */
    public Path cache(String name) throws IOException, InterruptedException {
        Path cache = layout.caches().resolve(name);
        Path used = cache.resolve(Layout.USED);
        Locks.Held gate = locks.acquire(GATE);
        try (gate) {
            Path files = Files.createDirectories(cache.resolve("files"));
            if (!use.mark(used)) {
                Files.createFile(used);
            }
            return files;
        }
    }

    /** Where the blob of a digest is, or will be. */
    public Path blob(String digest) {
        return blobs.path(digest);
    }

    /** The blob of a digest, which stays as long as this store is open; empty if there is none. */
    public Optional<Path> findBlob(String digest) throws IOException {
        return blobs.find(digest);
    }

    /**
     * The blob of a digest, after every byte of it was looked at.
     *
     * @throws DamagedException if it is not there, or not what was put there; it is gone then
     */
    public Path proveBlob(String digest) throws IOException {
        return blobs.prove(digest);
    }

    /** Where the blob of a digest is, if it is there; nobody has looked at its bytes. */
    public Path pathOfBlob(String digest) {
        return blobs.path(digest);
    }

    /**
     * Keeps a blob, unless it is there.
     *
     * @throws IOException if its bytes do not have that digest
     */
    public Path keepBlob(String digest, InputStream content) throws IOException {
        return blobs.keep(digest, content);
    }

    /** Keeps a file whose bytes are known to have that digest, and which is gone afterwards. */
    public Path adoptBlob(String digest, Path file) throws IOException {
        return blobs.adopt(digest, file);
    }

    /** Keeps bytes as a blob, and returns its digest. */
    public String keepBlob(byte[] bytes) throws IOException {
        return blobs.keep(bytes);
    }

    /**
     * The archive of a layer, made at the first call for it, from files that are as they were.
     *
     * @param limit that no file in it may be newer than; the layer itself may be older, and its archive is then the same
     * @throws DamagedException if it has to be made, and the layer is not as it was; that is gone then
     */
    public LayerBlob archive(Path layer, Instant limit, Compressor compressor)
            throws IOException, InterruptedException {
        Instant latest = latest(layer, limit);
        Compression compression = compressor.compression();
        Path memo = archiveMemo(layer, latest, compression);
        Locks.Held held = lock("archive-" + memo.getFileName());
        try (held) {
            Optional<LayerBlob> known = findArchive(memo, compression);
            if (known.isPresent()) {
                return known.get();
            }
            layers.prove(Layers.id(layer));
            Path file = owner.fresh();
            LayerBlob blob;
            try (OutputStream out = Files.newOutputStream(file)) {
                blob = LayerWriter.write(layer, latest, compressor, out);
            }
            Files.move(file, blob(blob.digest()), StandardCopyOption.ATOMIC_MOVE);
            writeMemo(memo, blob);
            return blob;
        }
    }

    /** The archive that {@link #archive} would return, if it need not make it. */
    public Optional<LayerBlob> findArchive(Path layer, Instant limit, Compression compression) throws IOException {
        return findArchive(archiveMemo(layer, latest(layer, limit), compression), compression);
    }

    private Optional<LayerBlob> findArchive(Path memo, Compression compression) throws IOException {
        Optional<LayerBlob> known = readMemo(memo, compression);
        return known.isPresent() && findBlob(known.get().digest()).isPresent() ? known : Optional.empty();
    }

    private Path archiveMemo(Path layer, Instant latest, Compression compression) {
        return layout.archives().resolve(Layers.id(layer) + "-" + latest.getEpochSecond() + "-" + compression);
    }

    private Instant latest(Path layer, Instant limit) throws IOException {
        try {
            Instant clamped = Times.of(layer);
            return clamped.isBefore(limit) ? clamped : limit;
        } catch (NoSuchFileException e) {
            throw layers.damaged(Layers.id(layer));
        }
    }

    private static Optional<LayerBlob> readMemo(Path memo, Compression compression) throws IOException {
        return SealedLines.read(memo)
                .map(lines -> new LayerBlob(
                        compression.mediaType(), lines.get(0), lines.get(1), Long.parseLong(lines.get(2))));
    }

    private void writeMemo(Path memo, LayerBlob blob) throws IOException {
        Path fresh = owner.fresh();
        SealedLines.write(fresh, List.of(blob.digest(), blob.diffId(), Long.toString(blob.size())));
        Files.move(fresh, memo, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was written down of the last build of an image; empty if that was never, or is damaged. */
    public Optional<List<String>> readBuild(String image) throws IOException {
        return SealedLines.read(build(image)).map(lines -> lines.subList(1, lines.size()));
    }

    /** Whether what was written of the last build of an image was under that key; it counts as used then. */
    public boolean renewBuild(String image, String key) throws IOException {
        Path build = build(image);
        return SealedLines.read(build).filter(lines -> lines.get(0).equals(key)).isPresent() && use.mark(build);
    }

    /**
     * Writes down what there is to say of a build, in the place of what was written of the one before.
     *
     * @param key stands for all that is said
     * @param lines of ASCII
     */
    public void writeBuild(String image, String key, List<String> lines) throws IOException {
        Path fresh = owner.fresh();
        SealedLines.write(fresh, Stream.concat(Stream.of(key), lines.stream()).toList());
        Files.move(fresh, build(image), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path build(String image) {
        String digest = Sha256.of(image.getBytes(StandardCharsets.UTF_8));
        return layout.builds().resolve(digest.substring(digest.indexOf(':') + 1));
    }

    /** A layer that changes nothing, for where there must be one. */
    public Path emptyLayer() throws IOException, InterruptedException {
        Locks.Held gate = locks.acquire(GATE);
        try (gate) {
            Layers.Sealed empty = layers.seal(scratch());
            layers.keep(empty);
            return layers.files(empty.id());
        }
    }

    /** Deletes a folder with all that is in it, following no link. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path step(String key) {
        return layout.steps().resolve(key.substring(key.indexOf(':') + 1));
    }

    private static boolean isEmpty(Path upper) throws IOException {
        try (var entries = Files.list(upper)) {
            return entries.findAny().isEmpty();
        }
    }
}
