package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.Platform;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** The configuration and the manifest of an image, after the OCI image specification. */
final class ImageDocuments {
    static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImageDocuments() {}

    /**
     * The image configuration.
     *
     * @param created one time for the image and all its history, so that equal images are equal bytes
     * @param diffIds of the layers, bottom first
     */
    static byte[] configuration(Snapshot snapshot, Platform platform, Instant created, List<String> diffIds) {
        ObjectNode root = JSON.createObjectNode();
        root.put("created", created.toString());
        root.put("architecture", platform.architecture());
        root.put("os", platform.os());
        root.set("config", snapshot.settings().config());
        ObjectNode files = root.putObject("rootfs");
        files.put("type", "layers");
        ArrayNode ids = files.putArray("diff_ids");
        diffIds.forEach(ids::add);
        ArrayNode history = root.putArray("history");
        for (History entry : snapshot.history()) {
            ObjectNode node = history.addObject();
            node.put("created", created.toString());
            node.put("created_by", entry.createdBy());
            if (entry.emptyLayer()) {
                node.put("empty_layer", true);
            }
        }
        return bytes(root);
    }

    /** @param annotations by their keys */
    static ImageManifest manifest(
            Descriptor configuration, List<Descriptor> layers, SortedMap<String, String> annotations) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 2);
        root.put("mediaType", ImageManifest.OCI);
        root.set("config", descriptor(configuration));
        ArrayNode array = root.putArray("layers");
        layers.forEach(layer -> array.add(descriptor(layer)));
        ObjectNode notes = root.putObject("annotations");
        annotations.forEach(notes::put);
        return ImageManifest.parse(bytes(root));
    }

    private static ObjectNode descriptor(Descriptor descriptor) {
        ObjectNode node = JSON.createObjectNode();
        node.put("mediaType", descriptor.mediaType());
        node.put("digest", descriptor.digest());
        node.put("size", descriptor.size());
        return node;
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }
}
