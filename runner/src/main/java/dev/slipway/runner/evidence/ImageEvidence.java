package dev.slipway.runner.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.registry.Artifact;
import dev.slipway.runner.registry.Artifacts;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Referrer;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands beside an image in its registry.
 *
 * @param referrers all of it, whoever has put it there
 * @param components how many of each type of package URL its bill of materials has; empty if there is none of ours
 * @param origin how it came about, if that is told by this program's provenance
 */
public record ImageEvidence(List<Referrer> referrers, SortedMap<String, Integer> components, Optional<Origin> origin) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ImageEvidence {
        referrers = List.copyOf(referrers);
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    /**
     * How an image came about.
     *
     * @param commits of the definitions, with where they are from before an {@code @} if that is known
     * @param bases external images, with their digests behind an {@code @} if those are known
     */
    public record Origin(String version, String engine, List<String> commits, List<String> bases) {
        public Origin {
            commits = List.copyOf(commits);
            bases = List.copyOf(bases);
        }
    }

    /**
     * Looks for it.
     *
     * @param image named by its digest
     */
    public static ImageEvidence read(Registry registry, ImageReference image) {
        Artifacts artifacts = new Artifacts(registry);
        List<Referrer> referrers = artifacts.of(image, Optional.empty());
        return new ImageEvidence(
                referrers,
                document(artifacts, image, referrers, Evidence.BILL)
                        .map(ImageEvidence::components)
                        .orElseGet(TreeMap::new),
                document(artifacts, image, referrers, Evidence.PROVENANCE).map(ImageEvidence::origin));
    }

    private static Optional<JsonNode> document(
            Artifacts artifacts, ImageReference image, List<Referrer> referrers, String type) {
        return referrers.stream()
                .filter(referrer -> referrer.artifactType().equals(type))
                .filter(referrer -> referrer.annotations().containsKey(Evidence.VERSION))
                .flatMap(referrer ->
                        artifact(artifacts, image.withTag(referrer.manifest().digest())).stream())
                .findFirst()
                .flatMap(ImageEvidence::json);
    }

    /** What is listed may be gone, or not what it should be: the image is there all the same. */
    private static Optional<Artifact> artifact(Artifacts artifacts, ImageReference place) {
        try {
            return Optional.of(artifacts.read(place));
        } catch (RegistryException.NotFound | RegistryException.Refused e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> json(Artifact artifact) {
        try {
            return Optional.of(JSON.readTree(artifact.payloads().get(0).bytes()));
        } catch (IOException e) {
            // Somebody else has put it there.
            return Optional.empty();
        }
    }

    private static SortedMap<String, Integer> components(JsonNode bill) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (JsonNode component : bill.path("components")) {
            String url = component.path("purl").asText("");
            if (url.startsWith("pkg:") && url.indexOf('/') > 0) {
                counts.merge(url.substring("pkg:".length(), url.indexOf('/')), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static Origin origin(JsonNode statement) {
        JsonNode predicate = statement.path("predicate");
        JsonNode definition = predicate.path("buildDefinition");
        List<String> commits = new ArrayList<>();
        List<String> bases = new ArrayList<>();
        for (JsonNode dependency : definition.path("resolvedDependencies")) {
            String uri = dependency.path("uri").asText("");
            if (dependency.path("name").asText().equals(ProvenanceStatement.DEFINITIONS)) {
                commits.add(
                        uri.isEmpty()
                                ? dependency.path("digest").path("gitCommit").asText()
                                : uri);
            }
            if (dependency.path("name").asText().equals(ProvenanceStatement.BASE)) {
                String digest = dependency.path("digest").path("sha256").asText("");
                bases.add(digest.isEmpty() || uri.endsWith(digest) ? uri : uri + "@sha256:" + digest);
            }
        }
        return new Origin(
                predicate
                        .path("runDetails")
                        .path("builder")
                        .path("version")
                        .path("slipway")
                        .asText(),
                definition.path("internalParameters").path("engine").asText(),
                commits,
                bases);
    }
}
