package dev.slipway.runner.store;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.layer.LayerWriter;
import dev.slipway.runner.layer.Times;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results of steps by their keys, safe for many threads and processes at once.
 *
 * <p>Under its folder: {@code layers/ID} an overlay folder each; {@code steps/KEY} the layer that a step made, written
 * after the layer is complete; {@code blobs/DIGEST} compressed archives; {@code archives/ID} the digests of a layer's
 * archive; {@code caches} of cache mounts; {@code locks}; {@code tmp/OWNER} for work in progress, of an open store each.
 */
public final class Store implements AutoCloseable {
    private static final String NOTHING = "-";
    private static final int ID_LENGTH = 16;

    private final Path folder;
    private final Path temporary;
    private final Locks locks;

    private final Locks.Held owner;

    private Store(Path folder, Path temporary, Locks locks, Locks.Held owner) {
        this.folder = folder;
        this.temporary = temporary;
        this.locks = locks;
        this.owner = owner;
    }

    /** Opens the store in a folder, which is made where it is not there, and clears what dead processes left. */
    public static Store open(Path folder) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        for (String part : List.of("layers", "steps", "blobs", "archives", "caches", "locks", "tmp")) {
            Files.createDirectories(real.resolve(part));
        }
        Locks locks = new Locks(real.resolve("locks"));
        String owner = UUID.randomUUID().toString();
        try {
            return open(real, locks, owner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening " + real);
        }
    }

    /** Process numbers tell nothing here: in its own namespace every engine is the first process. */
    private static Store open(Path real, Locks locks, String owner) throws IOException, InterruptedException {
        try (Locks.Held opening = locks.acquire("open")) {
            removeLeftovers(real, locks, opening);
            Locks.Held held = locks.acquire(lockOf(owner));
            return new Store(real, Files.createDirectory(real.resolve("tmp").resolve(owner)), locks, held);
        }
    }

    /** Removes what is unfinished; what was committed stays. */
    @Override
    public void close() throws IOException {
        try (owner) {
            delete(temporary);
        }
        Files.deleteIfExists(folder.resolve("locks").resolve(lockOf(String.valueOf(temporary.getFileName()))));
    }

    /**
     * What a step made.
     *
     * @param layer the folder of its changes; empty if it changed no file
     */
    public record Result(Optional<Path> layer) {}

    /** The result of a step that was done before. */
    public Optional<Result> find(String key) throws IOException {
        try {
            String id = Files.readString(folder.resolve("steps").resolve(name(key)));
            return Optional.of(new Result(id.equals(NOTHING) ? Optional.empty() : Optional.of(layer(id))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keeps the changes under {@code upper}, which is gone afterwards, as the result of a step. */
    public Result commit(String key, Path upper) throws IOException {
        boolean empty = isEmpty(upper);
        String id = empty ? NOTHING : name(key).substring(0, ID_LENGTH);
        if (!empty) {
            moveOrDiscard(upper, layer(id));
        }
        write(folder.resolve("steps").resolve(name(key)), id);
        return new Result(empty ? Optional.empty() : Optional.of(layer(id)));
    }

    /** Whoever comes first wins: the same step gives the same result, and others may stand on the first one's already. */
    private static void moveOrDiscard(Path upper, Path layer) throws IOException {
        try {
            if (!Files.exists(layer)) {
                Files.move(upper, layer, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        } catch (FileSystemException e) {
            if (!Files.exists(layer)) {
                throw e;
            }
        }
        delete(upper);
    }

    /** An empty folder of one's own, on the same file system as the layers. */
    public Path scratch() throws IOException {
        return Files.createDirectory(
                temporary.resolve(UUID.randomUUID().toString().substring(0, ID_LENGTH)));
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
    public Path cache(String name) throws IOException {
        return Files.createDirectories(folder.resolve("caches").resolve(name));
    }

    /** Where the blob of a digest is, or will be. */
    public Path blob(String digest) {
        return folder.resolve("blobs").resolve(name(digest));
    }

    /**
     * Keeps a blob, unless it is there.
     *
     * @throws IOException if its bytes do not have that digest
     */
    public Path keepBlob(String digest, InputStream content) throws IOException {
        Path blob = blob(digest);
        if (Files.exists(blob)) {
            return blob;
        }
        Path fresh = temporary.resolve(UUID.randomUUID().toString());
        try {
            String actual;
            try (DigestInputStream digested = new DigestInputStream(content, Sha256.start())) {
                Files.copy(digested, fresh);
                actual = Sha256.end(digested.getMessageDigest());
            }
            if (!actual.equals(digest)) {
                throw new IOException("a blob that should be " + digest + " is " + actual);
            }
            return Files.move(fresh, blob, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The archive of a layer, made at the first call for it.
     *
     * @param limit that no file in it may be newer than; the layer itself may be older, and its archive is then the same
     */
    public LayerBlob archive(Path layer, Instant limit) throws IOException, InterruptedException {
        Instant clamped = Times.of(layer);
        Instant latest = clamped.isBefore(limit) ? clamped : limit;
        Path memo = folder.resolve("archives").resolve(layer.getFileName() + "-" + latest.getEpochSecond());
        Locks.Held held = lock("archive-" + memo.getFileName());
        try (held) {
            if (Files.exists(memo)) {
                List<String> parts = Files.readAllLines(memo);
                LayerBlob known = new LayerBlob(parts.get(0), parts.get(1), Long.parseLong(parts.get(2)));
                if (Files.exists(blob(known.digest()))) {
                    return known;
                }
            }
            Path file = temporary.resolve(UUID.randomUUID().toString());
            LayerBlob blob;
            try (OutputStream out = Files.newOutputStream(file)) {
                blob = LayerWriter.write(layer, latest, out);
            }
            Files.move(file, blob(blob.digest()), StandardCopyOption.ATOMIC_MOVE);
            write(memo, String.join("\n", blob.digest(), blob.diffId(), String.valueOf(blob.size())));
            return blob;
        }
    }

    /** Keeps bytes as a blob, and returns its digest. */
    public String keepBlob(byte[] bytes) throws IOException {
        String digest = Sha256.of(bytes);
        keepBlob(digest, new ByteArrayInputStream(bytes));
        return digest;
    }

    /** A layer that changes nothing, for where there must be one. */
    public Path emptyLayer() throws IOException {
        return Files.createDirectories(layer("empty"));
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

    private static void removeLeftovers(Path folder, Locks locks, Locks.Held opening) throws IOException {
        Objects.requireNonNull(opening, "no store may be opened meanwhile");
        try (var owners = Files.list(folder.resolve("tmp"))) {
            for (Path leftover : owners.toList()) {
                String name = lockOf(String.valueOf(leftover.getFileName()));
                Optional<Locks.Held> dead = locks.tryAcquire(name);
                if (dead.isPresent()) {
                    delete(leftover);
                    dead.get().close();
                    Files.deleteIfExists(folder.resolve("locks").resolve(name));
                }
            }
        }
    }

    private static String lockOf(String owner) {
        return "owner-" + owner;
    }

    private void write(Path file, String text) throws IOException {
        Path fresh = temporary.resolve(UUID.randomUUID().toString());
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path layer(String id) {
        return folder.resolve("layers").resolve(id);
    }

    private static boolean isEmpty(Path upper) throws IOException {
        try (var entries = Files.list(upper)) {
            return entries.findAny().isEmpty();
        }
    }

    private static String name(String digest) {
        return digest.startsWith(Sha256.PREFIX) ? digest.substring(Sha256.PREFIX.length()) : digest;
    }
}
