package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a run has been told by registries, in whichever of its processes, and so need not ask for again. */
public final class Learned {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFESTS = "manifests";
    private static final String PASSED_OVER = "passedOver";

    private final Map<String, Pulled> manifests = new ConcurrentHashMap<>();
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

    /**
     * What a name stands for.
     *
     * @param registry that it came from, which may be a mirror
     * @param repository there
     */
    record Pulled(String registry, String repository, ImageManifest manifest) {}

    /** What another process of the run has written down. */
    public static Learned read(Path file) throws IOException {
        Learned learned = new Learned();
        JsonNode root = JSON.readTree(file.toFile());
        for (Map.Entry<String, JsonNode> each : root.path(MANIFESTS).properties()) {
            JsonNode pulled = each.getValue();
            learned.manifests.put(
                    each.getKey(),
                    new Pulled(
                            pulled.path("registry").asText(),
                            pulled.path("repository").asText(),
                            ImageManifest.parse(pulled.path("bytes").binaryValue())));
        }
        root.path(PASSED_OVER).forEach(mirror -> learned.passedOver.add(mirror.asText()));
        return learned;
    }

    /** Writes down all of it for another process of the run. */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode names = root.putObject(MANIFESTS);
        manifests.forEach((name, pulled) -> names.putObject(name)
                .put("registry", pulled.registry())
                .put("repository", pulled.repository())
                .put("bytes", pulled.manifest().bytes()));
        passedOver.forEach(root.putArray(PASSED_OVER)::add);
        Files.write(file, JSON.writeValueAsBytes(root));
    }

    Optional<Pulled> manifest(ImageReference reference, Platform platform) {
        return Optional.ofNullable(manifests.get(key(reference, platform)));
    }

    void learn(ImageReference reference, Platform platform, Pulled pulled) {
        manifests.put(key(reference, platform), pulled);
    }

    private static String key(ImageReference reference, Platform platform) {
        return reference + " for " + platform;
    }

    /** Whether a mirror is no good. */
    boolean passesOver(Mirror mirror) {
        return passedOver.contains(mirror.toString());
    }

    /** Remembers that a mirror is no good; false if that was known. */
    boolean passOver(Mirror mirror) {
        return passedOver.add(mirror.toString());
    }
}
