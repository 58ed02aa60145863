package dev.slipway.runner.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Pushes the blobs of images early and in parallel, each once a repository, and leaves the tags to whoever knows that
 * all they belong to succeeded.
 */
public final class ImagePush {
    private final Registry registry;
    private final Executor executor;
    private final Map<Place, CompletableFuture<Boolean>> pushes = new ConcurrentHashMap<>();
    private final Map<Origin, String> homes = new ConcurrentHashMap<>();

    /** @param executor runs one task a blob; no task waits for another */
    public ImagePush(Registry registry, Executor executor) {
        this.registry = registry;
        this.executor = executor;
    }

    /** Where the blobs of an image come from. */
    public interface BlobSource {
        /** The file that holds the bytes, asked for only if they must travel. */
        Path file(Descriptor blob) throws IOException;

        /** A repository of the target's registry that has the blob, if one is known. */
        default Optional<String> mountFrom(Descriptor blob) {
            return Optional.empty();
        }
    }

    /**
     * An image whose blobs are all in the repository.
     *
     * @param blobsSent how many of them had to travel for this image
     */
    public record Ready(Registry registry, ImageReference target, ImageManifest manifest, int blobsSent) {
        /** Puts the tag, and returns the digest that the registry has under it. */
        public String publish() {
            return registry.pushManifest(target, manifest);
        }

        /** Puts a further tag of the same repository. */
        public String publishAs(String tag) {
            return registry.pushManifest(target.withTag(tag), manifest);
        }
    }

    /** Starts to push the blobs; the future fails with the {@link RegistryException} of the first that fails. */
    public CompletableFuture<Ready> start(ImageReference target, ImageManifest manifest, BlobSource source) {
        var blobs = Stream.concat(Stream.of(manifest.config()), manifest.layers().stream())
                .filter(blob -> !blob.isNondistributable())
                .distinct()
                .map(blob -> push(target, blob, source))
                .toList();
        return CompletableFuture.allOf(blobs.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> new Ready(registry, target, manifest, count(blobs)));
    }

    private static int count(Iterable<CompletableFuture<Boolean>> finished) {
        int sent = 0;
        for (CompletableFuture<Boolean> each : finished) {
            sent += each.join() ? 1 : 0;
        }
        return sent;
    }

    private CompletableFuture<Boolean> push(ImageReference target, Descriptor blob, BlobSource source) {
        Place place = new Place(target.registry(), target.repository(), blob.digest());
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> earlier = pushes.putIfAbsent(place, mine);
        if (earlier != null) {
            return earlier.thenApply(sentForAnother -> false);
        }
        try {
            executor.execute(() -> run(place, mine, target, blob, source));
        } catch (RejectedExecutionException e) {
            pushes.remove(place, mine);
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private void run(
            Place place,
            CompletableFuture<Boolean> outcome,
            ImageReference target,
            Descriptor blob,
            BlobSource source) {
        try {
            Origin origin = new Origin(target.registry(), blob.digest());
            Optional<String> mount = source.mountFrom(blob).or(() -> Optional.ofNullable(homes.get(origin)));
            boolean sent = registry.pushBlob(target, blob, () -> source.file(blob), mount);
            homes.putIfAbsent(origin, target.repository());
            outcome.complete(sent);
        } catch (Throwable e) {
            // Forgotten, so that another image may try again.
            pushes.remove(place, outcome);
            outcome.completeExceptionally(e);
        }
    }

    private record Place(String registry, String repository, String digest) {}

    private record Origin(String registry, String digest) {}
}
