package dev.slipway.runner.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Pulls images that others have made: from mirrors of their registry, if there are some, and else from itself. What a
 * name stands for is asked for once a run, and what is at hand is not sent again. Of a mirror counts what it says a tag stands for; what has a digest is taken
 * from nobody with other bytes.
 */
public final class ImagePull {
    private final Registry registry;
    private final Places places;
    private final Learned learned;
    private final Manifests manifests;

    /** @param manifests that are at hand */
    public ImagePull(Registry registry, RegistrySettings settings, Manifests manifests) {
        this.registry = registry;
        this.places = new Places(settings.mirrors(), settings.learned(), settings.events());
        this.learned = settings.learned();
        this.manifests = manifests;
    }

    /** Keeps manifests and indexes from run to run. */
    public interface Manifests {
        /** The one of a digest. */
        Optional<byte[]> find(String digest) throws IOException;

        void keep(byte[] manifest) throws IOException;
    }

    /** The manifest of an image; of an index, that of the first entry for the platform. */
    public ImageManifest manifest(ImageReference reference, Platform platform) throws IOException {
        Learned.Pulled pulled;
        try {
            pulled = learned.manifest(reference, platform)
                    .orElseGet(() -> places.first(reference, place -> pull(place, platform)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        learned.learn(reference, platform, pulled);
        registry.remember(pulled.registry(), pulled.repository(), pulled.manifest());
        return pulled.manifest();
    }

    private Learned.Pulled pull(ImageReference place, Platform platform) {
        return new Learned.Pulled(
                place.registry(), place.repository(), registry.manifest(place, platform, this::document));
    }

    /** Registries count what they send, and not what they are only asked for. */
    private ManifestDocument document(ImageReference place) {
        Optional<String> digest = place.isDigest() ? Optional.of(place.tag()) : registry.announced(place);
        try {
            Optional<byte[]> kept = digest.isPresent() ? manifests.find(digest.get()) : Optional.empty();
            if (kept.isPresent()) {
                return ManifestDocument.parse(kept.get());
            }
            ManifestDocument pulled = registry.pullDocument(place);
            manifests.keep(pulled.bytes());
            return pulled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a blob to a file, which appears only when it is complete and its digest and size are right.
     *
     * @param received is told how many bytes have come, again and again, from the start where somebody else is asked
     */
    public void blob(ImageReference reference, Descriptor blob, Path target, LongConsumer received) {
        Path unused = places.first(reference, place -> {
            registry.pullBlob(place, blob, target, received);
            return target;
        });
    }
}
