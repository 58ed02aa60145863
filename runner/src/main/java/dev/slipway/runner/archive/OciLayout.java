package dev.slipway.runner.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes images after the OCI image specification, image-layout.md and image-index. */
final class OciLayout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String REFERENCE = "org.opencontainers.image.ref.name";
    /** By this one, containerd and Docker name what they load. */
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final Container container;
    private final Blobs blobs;
    private final Set<String> written = new HashSet<>();

    OciLayout(Container container, Blobs blobs) {
        this.container = container;
        this.blobs = blobs;
    }

    /** Every blob once, whichever images have it. */
    void write(List<SavedImage> images) throws IOException {
        container.add("oci-layout", JSON.writeValueAsBytes(Map.of("imageLayoutVersion", "1.0.0")));
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2);
        index.put("mediaType", INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (SavedImage image : images) {
            manifests.add(entry(image));
            writeBlobs(image.manifest());
        }
        container.add("index.json", JSON.writeValueAsBytes(index));
    }

    private static ObjectNode entry(SavedImage image) {
        ImageManifest manifest = image.manifest();
        ObjectNode entry = JSON.createObjectNode();
        entry.put("mediaType", manifest.mediaType());
        entry.put("digest", manifest.digest());
        entry.put("size", manifest.bytes().length);
        ObjectNode annotations = entry.putObject("annotations");
        annotations.put(CONTAINERD_NAME, image.name().toString());
        annotations.put(REFERENCE, image.name().toString());
        return entry;
    }

    private void writeBlobs(ImageManifest manifest) throws IOException {
        if (written.add(manifest.digest())) {
            container.add(name(manifest.digest()), manifest.bytes());
        }
        writeBlob(manifest.config());
        for (Descriptor layer : manifest.layers()) {
            writeBlob(layer);
        }
    }

    private void writeBlob(Descriptor blob) throws IOException {
        if (written.add(blob.digest())) {
            container.add(name(blob.digest()), blobs.file(blob.digest()));
        }
    }

    private static String name(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}
