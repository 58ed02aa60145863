package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An image that somebody else has made, of whatever bytes. */
final class TestBase {
    /** Of a layer that is not compressed. */
    static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";

    private final Registry registry;
    private final Path folder;
    private final List<Descriptor> layers = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();

    /** One without layers; a folder for its blobs. */
    TestBase(Registry registry, Path folder) {
        this.registry = registry;
        this.folder = folder;
    }

    /** Whose media types a manifest has. */
    enum Kind {
        DOCKER(ImageManifest.DOCKER, "application/vnd.docker.container.image.v1+json"),
        OCI(ImageManifest.OCI, "application/vnd.oci.image.config.v1+json");

        private final String manifest;
        private final String configuration;

        Kind(String manifest, String configuration) {
            this.manifest = manifest;
            this.configuration = configuration;
        }
    }

    /** Adds a layer on top of the others. */
    TestBase layer(String mediaType, byte[] archive, String diffId) throws IOException {
        layers.add(blob(mediaType, archive));
        diffIds.add(diffId);
        return this;
    }

    /** Adds one whose archive is not compressed. */
    TestBase layer(byte[] plain) throws IOException {
        return layer(PLAIN, plain, Sha256.of(plain));
    }

    /** Adds one that only the configuration knows. */
    TestBase diffId(String diffId) {
        diffIds.add(diffId);
        return this;
    }

    /**
     * Pushes it.
     *
     * @return the digest of its manifest
     */
    String push(Kind kind, ImageReference target) throws IOException {
        String ids = diffIds.stream().map(id -> '"' + id + '"').collect(Collectors.joining(","));
        Descriptor configuration = blob(kind.configuration, """
                {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["true"]},
                 "rootfs": {"type": "layers", "diff_ids": [%s]}}
                """.formatted(ids).getBytes(StandardCharsets.UTF_8));
        for (Descriptor layer : layers) {
            registry.pushBlob(target, layer, file(layer), Optional.empty());
        }
        registry.pushBlob(target, configuration, file(configuration), Optional.empty());
        String list = layers.stream().map(TestBase::json).collect(Collectors.joining(","));
        return registry.pushManifest(target, ImageManifest.parse("""
                {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": [%s]}
                """.formatted(kind.manifest, json(configuration), list)
                .getBytes(StandardCharsets.UTF_8)));
    }

    private Descriptor blob(String mediaType, byte[] bytes) throws IOException {
        Descriptor blob = new Descriptor(mediaType, Sha256.of(bytes), bytes.length);
        Files.write(file(blob), bytes);
        return blob;
    }

    private Path file(Descriptor blob) {
        return folder.resolve(blob.digest());
    }

    private static String json(Descriptor blob) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(blob.mediaType(), blob.digest(), blob.size());
    }
}
