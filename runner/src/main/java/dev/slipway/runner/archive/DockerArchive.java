package dev.slipway.runner.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.registry.Descriptor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes images as {@code docker save} does: after Docker's image specification, version 1.2, under "Combined Image
 * JSON". Layers stay compressed; whoever loads them sees by their first bytes.
 */
final class DockerArchive {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Container container;
    private final Blobs blobs;
    private final Set<String> written = new HashSet<>();

    DockerArchive(Container container, Blobs blobs) {
        this.container = container;
        this.blobs = blobs;
    }

    /** Every file once, whichever images have it. */
    void write(List<SavedImage> images) throws IOException {
        ArrayNode manifest = JSON.createArrayNode();
        for (SavedImage image : images) {
            ObjectNode entry = manifest.addObject();
            entry.put("Config", write(image.manifest().config(), ".json"));
            entry.putArray("RepoTags").add(image.name().toString());
            ArrayNode layers = entry.putArray("Layers");
            for (Descriptor layer : image.manifest().layers()) {
                layers.add(write(layer, ".tar"));
            }
        }
        container.add("manifest.json", JSON.writeValueAsBytes(manifest));
    }

    private String write(Descriptor blob, String suffix) throws IOException {
        String name = blob.digest().substring(blob.digest().indexOf(':') + 1) + suffix;
        if (written.add(name)) {
            container.add(name, blobs.file(blob.digest()));
        }
        return name;
    }
}
