package dev.slipway.runner.registry;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes tags away, and nothing else. Registries that cannot delete a tag delete the manifest that it stands for, and all
 * tags of that: this is only done where no other tag needs it.
 */
public final class Untagging {
    private final Registry registry;

    public Untagging(Registry registry) {
        this.registry = registry;
    }

    /** What became of a tag. */
    public enum Outcome {
        /** It is gone. */
        DELETED,
        /** It is there: the registry deletes manifests only, and another tag stands for this one. */
        SHARED,
        /** It is there: the registry deletes nothing. */
        REFUSED
    }

    /** Takes tags of one repository away, and says of each what became of it. */
    public Map<String, Outcome> remove(ImageReference repository, Set<String> tags) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Set<String> left = new LinkedHashSet<>();
        for (String tag : tags) {
            if (registry.delete(repository.withTag(tag))) {
                outcomes.put(tag, Outcome.DELETED);
            } else {
                left.add(tag);
            }
        }
        if (!left.isEmpty()) {
            outcomes.putAll(removeManifests(repository, left));
        }
        return outcomes;
    }

    private Map<String, Outcome> removeManifests(ImageReference repository, Set<String> tags) {
        Map<String, String> doomed = new LinkedHashMap<>();
        Set<String> needed = new HashSet<>();
        for (String tag : registry.tags(repository)) {
            ManifestDocument document = registry.pullDocument(repository.withTag(tag));
            if (tags.contains(tag)) {
                doomed.put(tag, document.digest());
            } else {
                needed.add(document.digest());
                document.manifests().forEach(image -> needed.add(image.digest()));
            }
        }
        Map<String, Outcome> ofDigests = new LinkedHashMap<>();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String tag : tags) {
            String digest = doomed.get(tag);
            outcomes.put(
                    tag,
                    digest == null
                            ? Outcome.DELETED
                            : ofDigests.computeIfAbsent(
                                    digest, one -> removeManifest(repository.withTag(one), needed)));
        }
        return outcomes;
    }

    private Outcome removeManifest(ImageReference manifest, Set<String> needed) {
        if (needed.contains(manifest.tag())) {
            return Outcome.SHARED;
        }
        return registry.delete(manifest) ? Outcome.DELETED : Outcome.REFUSED;
    }
}
