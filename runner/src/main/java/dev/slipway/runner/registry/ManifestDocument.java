package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What answers for a tag: the manifest of an image, or an index that lists one per platform. */
final class ManifestDocument {
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where BuildKit has a platform for what is no image. */
    private static final String UNKNOWN = "unknown";

    private final byte[] bytes;
    private final JsonNode root;

    private ManifestDocument(byte[] bytes, JsonNode root) {
        this.bytes = bytes;
        this.root = root;
    }

    /** @throws IllegalArgumentException if it is neither of the two */
    static ManifestDocument parse(byte[] bytes) {
        JsonNode root = read(bytes);
        if (root.path("schemaVersion").asInt() != 2) {
            throw new IllegalArgumentException(
                    "it is no manifest of schema 2: push the image again with a current Docker, Buildah or Slipway");
        }
        JsonNode layers = root.path("layers");
        // BuildKit has null where there are none.
        if (!root.path("manifests").isArray() && !layers.isArray() && !layers.isNull()) {
            throw new IllegalArgumentException("it has neither layers nor manifests, so it is no container image");
        }
        return new ManifestDocument(bytes, root);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean isIndex() {
        return root.path("manifests").isArray();
    }

    ImageManifest image() {
        if (isIndex()) {
            throw new IllegalArgumentException("it is an index of images: choose one of " + platforms());
        }
        List<Descriptor> layers = new ArrayList<>();
        root.path("layers").forEach(layer -> layers.add(descriptor(layer)));
        return new ImageManifest(mediaType(), descriptor(root.path("config")), layers, bytes, Sha256.of(bytes));
    }

    Optional<Descriptor> manifestFor(Platform platform) {
        for (JsonNode entry : root.path("manifests")) {
            if (platform.accepts(platform(entry))) {
                return Optional.of(descriptor(entry));
            }
        }
        return Optional.empty();
    }

    /** The images that an index lists, without what BuildKit attests of them. */
    List<Descriptor> manifests() {
        List<Descriptor> images = new ArrayList<>();
        for (JsonNode entry : root.path("manifests")) {
            if (!platform(entry).os().equals(UNKNOWN)) {
                images.add(descriptor(entry));
            }
        }
        return images;
    }

    /** What it belongs to, if it is an artifact that does. */
    Optional<Descriptor> subject() {
        JsonNode subject = root.path("subject");
        return subject.isObject() ? Optional.of(descriptor(subject)) : Optional.empty();
    }

    /** What its author has noted on it. */
    Map<String, String> annotations() {
        return texts(root.path("annotations"));
    }

    /** What an artifact is; those who came before OCI had the type for it say so of the configuration. */
    String artifactType() {
        return root.path("artifactType")
                .asText(root.path("config").path("mediaType").asText(""));
    }

    /** The members of an object, in its order. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    String digest() {
        return Sha256.of(bytes);
    }

    String platforms() {
        List<String> names = new ArrayList<>();
        root.path("manifests").forEach(entry -> names.add(platform(entry).toString()));
        // BuildKit lists attestations as images for unknown/unknown.
        return names.stream().filter(name -> !name.startsWith(UNKNOWN)).collect(Collectors.joining(", "));
    }

    /** OCI lets a manifest leave its own media type out. */
    String mediaType() {
        return root.path("mediaType").asText(isIndex() ? OCI_INDEX : ImageManifest.OCI);
    }

    private static Platform platform(JsonNode entry) {
        JsonNode platform = entry.path("platform");
        return new Platform(
                platform.path("os").asText(""),
                platform.path("architecture").asText(""),
                platform.path("variant").asText(""));
    }

    static Descriptor descriptor(JsonNode node) {
        return new Descriptor(
                node.path("mediaType").asText(""),
                node.path("digest").asText(""),
                node.path("size").asLong(-1));
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }
}
