package dev.slipway.runner.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Pushes the blobs of images early and in parallel, each once a registry, and leaves the tags to whoever knows that all
 * they belong to succeeded.
 */
public final class ImagePush {
    private final Registry registry;
    private final Executor executor;
    private final Map<Place, CompletableFuture<Boolean>> pushes = new ConcurrentHashMap<>();
    private final Map<Origin, Pioneer> pioneers = new ConcurrentHashMap<>();
    private final Map<Place, AtomicLong> travelled = new ConcurrentHashMap<>();
    private final Set<Place> counted = ConcurrentHashMap.newKeySet();

    /** @param executor runs one task a blob; no task waits for another */
    public ImagePush(Registry registry, Executor executor) {
        this.registry = registry;
        this.executor = executor;
    }

    /** Where the blobs of an image come from. */
    public interface BlobSource {
        /** The file that holds the bytes, asked for only if they must travel. */
        Path file(Descriptor blob) throws IOException;
    }

    /**
     * An image that is all in the repository, its tag excepted.
     *
     * @param wasThere whether all was there from the start
     * @param sent what had to travel for this image
     * @param skipped what did not: the registry had it, or got it for another image
     */
    public record Ready(
            Registry registry,
            ImageReference target,
            ImageManifest manifest,
            boolean wasThere,
            List<Descriptor> sent,
            List<Descriptor> skipped) {
        public Ready {
            sent = List.copyOf(sent);
            skipped = List.copyOf(skipped);
        }

        /** Puts the tag, and returns the digest that the registry has under it. */
        public String publish() {
            return publishAs(target.tag());
        }

        /** Puts a further tag of the same repository. */
        public String publishAs(String tag) {
            ImageReference tagged = target.withTag(tag);
            return wasThere ? registry.tag(tagged, manifest) : registry.pushManifest(tagged, manifest);
        }
    }

    /** An image that is there already; empty if it is not. Pushes nothing. */
    public Optional<Ready> find(ImageReference target, ImageManifest manifest) {
        return registry.hasManifest(target, manifest) ? Optional.of(found(target, manifest)) : Optional.empty();
    }

    private Ready found(ImageReference target, ImageManifest manifest) {
        return new Ready(registry, target, manifest, true, List.of(), blobs(manifest));
    }

    /**
     * Starts to push what is not there; the future fails with the {@link RegistryException} of the first that fails.
     * A registry takes no manifest without its blobs, so where that is, nothing else is asked for.
     */
    public CompletableFuture<Ready> start(ImageReference target, ImageManifest manifest, BlobSource source) {
        return supply(() -> find(target, manifest))
                .thenCompose(found -> found.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> pushAll(target, manifest, source)));
    }

    /** Starts to push a blob of an image whose manifest is not known yet. */
    public void startEarly(ImageReference target, Descriptor blob, BlobSource source) {
        if (!blob.isNondistributable()) {
            CompletableFuture<Boolean> unused = push(target, blob, source);
        }
    }

    /** How many bytes of an image its repository has so far, as far as this push knows. */
    public long progress(ImageReference target, ImageManifest manifest) {
        return blobs(manifest).stream()
                .mapToLong(blob -> Optional.ofNullable(travelled.get(Place.of(target, blob)))
                        .map(AtomicLong::get)
                        .orElse(0L))
                .sum();
    }

    /** How many bytes an image has. */
    public static long size(ImageManifest manifest) {
        return blobs(manifest).stream().mapToLong(Descriptor::size).sum();
    }

    private static List<Descriptor> blobs(ImageManifest manifest) {
        return Stream.concat(Stream.of(manifest.config()), manifest.layers().stream())
                .filter(blob -> !blob.isNondistributable())
                .distinct()
                .toList();
    }

    private CompletableFuture<Ready> pushAll(ImageReference target, ImageManifest manifest, BlobSource source) {
        List<Descriptor> blobs = blobs(manifest);
        List<CompletableFuture<Boolean>> pushed =
                blobs.stream().map(blob -> push(target, blob, source)).toList();
        return CompletableFuture.allOf(pushed.toArray(CompletableFuture<?>[]::new))
                .thenCompose(done -> supply(() -> ready(target, manifest, blobs, pushed)));
    }

    /** Puts the manifest, without a tag: whatever a registry has against the image, it says before any tag moves. */
    private Ready ready(
            ImageReference target,
            ImageManifest manifest,
            List<Descriptor> blobs,
            List<CompletableFuture<Boolean>> pushed) {
        List<Descriptor> sent = new ArrayList<>();
        List<Descriptor> skipped = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            Descriptor blob = blobs.get(i);
            // Of the images that a blob has travelled for, the first is said to have sent it.
            boolean counts = pushed.get(i).join() && counted.add(Place.of(target, blob));
            (counts ? sent : skipped).add(blob);
        }
        registry.putManifest(target.withTag(manifest.digest()), manifest);
        return new Ready(registry, target, manifest, false, sent, skipped);
    }

    private CompletableFuture<Boolean> push(ImageReference target, Descriptor blob, BlobSource source) {
        return pushes.computeIfAbsent(Place.of(target, blob), place -> travel(target, blob, source));
    }

    /** Has a blob travel to one repository only: from there, the registry itself brings it to all others. */
    private CompletableFuture<Boolean> travel(ImageReference target, Descriptor blob, BlobSource source) {
        Optional<String> home = registry.homeOf(target, blob);
        if (home.isPresent()) {
            return supply(() -> pushNow(target, blob, source, home));
        }
        Pioneer pioneer = pioneers.computeIfAbsent(
                Origin.of(target, blob),
                origin -> new Pioneer(
                        target.repository(), supply(() -> pushNow(target, blob, source, Optional.empty()))));
        if (pioneer.repository().equals(target.repository())) {
            return pioneer.push();
        }
        return pioneer.push()
                .handle((sent, failure) -> Optional.of(pioneer.repository()).filter(there -> failure == null))
                .thenCompose(mount -> supply(() -> pushNow(target, blob, source, mount)));
    }

    private boolean pushNow(ImageReference target, Descriptor blob, BlobSource source, Optional<String> mount) {
        try {
            AtomicLong bytes = travelled.computeIfAbsent(Place.of(target, blob), place -> new AtomicLong());
            boolean sent = registry.pushBlob(target, blob, () -> source.file(blob), mount, bytes::set);
            bytes.set(blob.size());
            return sent;
        } catch (RuntimeException e) {
            // Forgotten, so that another image may try again.
            pushes.remove(Place.of(target, blob));
            pioneers.computeIfPresent(
                    Origin.of(target, blob),
                    (origin, pioneer) -> pioneer.repository().equals(target.repository()) ? null : pioneer);
            throw e;
        }
    }

    private <T> CompletableFuture<T> supply(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private record Place(String registry, String repository, String digest) {
        static Place of(ImageReference target, Descriptor blob) {
            return new Place(target.registry(), target.repository(), blob.digest());
        }
    }

    private record Origin(String registry, String digest) {
        static Origin of(ImageReference target, Descriptor blob) {
            return new Origin(target.registry(), blob.digest());
        }
    }

    /** The first to push a blob to a registry. */
    private record Pioneer(String repository, CompletableFuture<Boolean> push) {}
}
