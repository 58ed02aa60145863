package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The manifest of an artifact, as OCI's image specification 1.1 has it: the same artifact always has the same bytes. */
final class ArtifactManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stands where an image has its configuration. */
    static final Artifact.Payload EMPTY =
            new Artifact.Payload("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8));

    private ArtifactManifest() {}

    /** @param subject what the artifact belongs to */
    static ImageManifest of(Artifact artifact, Descriptor subject) {
        ObjectNode root = JSON.createObjectNode()
                .put("schemaVersion", 2)
                .put("mediaType", ImageManifest.OCI)
                .put("artifactType", artifact.type());
        root.set("config", node(descriptor(EMPTY)));
        ArrayNode layers = root.putArray("layers");
        List<Descriptor> payloads =
                artifact.payloads().stream().map(ArtifactManifest::descriptor).toList();
        payloads.forEach(payload -> layers.add(node(payload)));
        root.set("subject", node(subject));
        addAnnotations(root, artifact.annotations());
        byte[] bytes = root.toString().getBytes(StandardCharsets.UTF_8);
        return new ImageManifest(ImageManifest.OCI, descriptor(EMPTY), payloads, bytes, Sha256.of(bytes));
    }

    static Descriptor descriptor(Artifact.Payload payload) {
        byte[] bytes = payload.bytes();
        return new Descriptor(payload.mediaType(), Sha256.of(bytes), bytes.length);
    }

    static ObjectNode node(Descriptor descriptor) {
        return JSON.createObjectNode()
                .put("mediaType", descriptor.mediaType())
                .put("digest", descriptor.digest())
                .put("size", descriptor.size());
    }

    /** In the order of their names. */
    static void addAnnotations(ObjectNode node, Map<String, String> annotations) {
        if (!annotations.isEmpty()) {
            ObjectNode object = node.putObject("annotations");
            annotations.forEach(object::put);
        }
    }
}
