package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a registry has under a name.
 *
 * @param digest of the index, if it is one
 * @param isIndex whether it lists images for several platforms, be it only one
 * @param images one a platform
 */
public record RemoteImage(ImageReference reference, String digest, boolean isIndex, List<OnePlatform> images) {
    private static final long LARGEST_CONFIGURATION = 8L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    public RemoteImage {
        images = List.copyOf(images);
    }

    /**
     * The image for one platform.
     *
     * @param created as it says itself; empty if it does not
     * @param labels from its configuration
     * @param annotations from its manifest and the index
     */
    public record OnePlatform(
            Platform platform,
            ImageManifest manifest,
            String created,
            Map<String, String> labels,
            Map<String, String> annotations) {

        public String digest() {
            return manifest.digest();
        }

        /** Of the layers as they travel, in bytes. */
        public long size() {
            return manifest.layers().stream().mapToLong(Descriptor::size).sum();
        }

        /** The image that it was made from, its digest behind it, as far as it says so. */
        public Optional<String> base() {
            List<String> known = Stream.of(Annotations.BASE_NAME, Annotations.BASE_DIGEST)
                    .map(key -> annotations.getOrDefault(key, labels.getOrDefault(key, "")))
                    .filter(value -> !value.isEmpty())
                    .toList();
            return known.isEmpty() ? Optional.empty() : Optional.of(String.join("@", known));
        }
    }

    /** @throws IllegalArgumentException if it is no image, or its configuration is none */
    static RemoteImage read(Registry registry, ImageReference reference, ManifestDocument document) {
        Stream<ManifestDocument> images = document.isIndex()
                ? document.manifests().stream().map(entry -> registry.pullDocument(reference.withTag(entry.digest())))
                : Stream.of(document);
        return new RemoteImage(
                reference,
                document.digest(),
                document.isIndex(),
                images.map(image -> read(registry, reference, document.annotations(), image))
                        .toList());
    }

    static OnePlatform read(
            Registry registry, ImageReference reference, Map<String, String> ofIndex, ManifestDocument document) {
        ImageManifest manifest = document.image();
        JsonNode configuration = json(registry.pullBlob(reference, sane(manifest.config())));
        Map<String, String> annotations = new LinkedHashMap<>(ofIndex);
        annotations.putAll(document.annotations());
        return new OnePlatform(
                new Platform(
                        configuration.path("os").asText(""),
                        configuration.path("architecture").asText(""),
                        configuration.path("variant").asText("")),
                manifest,
                configuration.path("created").asText(""),
                ManifestDocument.texts(configuration.path("config").path("Labels")),
                annotations);
    }

    /** It is held in memory, and whoever has pushed it says how large it is. */
    private static Descriptor sane(Descriptor configuration) {
        if (configuration.size() > LARGEST_CONFIGURATION) {
            throw new IllegalArgumentException("its configuration has " + configuration.size()
                    + " bytes, and more than " + LARGEST_CONFIGURATION + " are not read");
        }
        return configuration;
    }

    private static JsonNode json(byte[] configuration) {
        try {
            return JSON.readTree(configuration);
        } catch (IOException e) {
            throw new IllegalArgumentException("its configuration is no JSON: " + e.getMessage(), e);
        }
    }
}
