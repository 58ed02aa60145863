package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A list of what belongs to an image: what a registry answers who asks for it, and what stands under a tag where the
 * registry keeps no such list. What others have put into it stays as it is.
 */
final class ReferrerIndex {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TAG = Pattern.compile("sha256-[0-9a-f]{64}");
    private static final String MANIFESTS = "manifests";

    static final ReferrerIndex EMPTY = new ReferrerIndex(
            JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", ManifestDocument.OCI_INDEX));

    private final ObjectNode root;
    private final List<Referrer> referrers;

    private ReferrerIndex(ObjectNode root) {
        this.root = root;
        this.referrers = referrers(root);
    }

    /** The tag that lists what belongs to a manifest. */
    static String tag(String digest) {
        return digest.replace(':', '-');
    }

    /** Whether it is the tag of such a list, and no image's. */
    static boolean isTag(String tag) {
        return TAG.matcher(tag).matches();
    }

    /** @throws IllegalArgumentException if it is something else */
    static ReferrerIndex parse(byte[] bytes) {
        JsonNode root = read(bytes);
        JsonNode manifests = root.path(MANIFESTS);
        // Some have null where there are none.
        if (root instanceof ObjectNode object
                && root.path("mediaType").asText(ManifestDocument.OCI_INDEX).equals(ManifestDocument.OCI_INDEX)
                && (manifests.isArray() || manifests.isNull())) {
            return new ReferrerIndex(object);
        }
        throw new IllegalArgumentException("it is no index of what belongs to an image");
    }

    List<Referrer> referrers() {
        return referrers;
    }

    private static List<Referrer> referrers(JsonNode root) {
        List<Referrer> referrers = new ArrayList<>();
        for (JsonNode entry : root.path(MANIFESTS)) {
            // Others may use other digests than ours.
            if (ImageReference.isDigest(entry.path("digest").asText(""))) {
                referrers.add(new Referrer(
                        ManifestDocument.descriptor(entry),
                        entry.path("artifactType").asText(""),
                        ManifestDocument.texts(entry.path("annotations"))));
            }
        }
        return List.copyOf(referrers);
    }

    boolean lists(Referrer referrer) {
        return referrers.stream()
                .anyMatch(listed ->
                        listed.manifest().digest().equals(referrer.manifest().digest()));
    }

    ReferrerIndex with(Referrer referrer) {
        ObjectNode copy = root.deepCopy();
        ObjectNode entry = ArtifactManifest.node(referrer.manifest()).put("artifactType", referrer.artifactType());
        ArtifactManifest.addAnnotations(entry, referrer.annotations());
        ArrayNode manifests = copy.path(MANIFESTS) instanceof ArrayNode there ? there : copy.putArray(MANIFESTS);
        manifests.add(entry);
        return new ReferrerIndex(copy);
    }

    byte[] bytes() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }
}
