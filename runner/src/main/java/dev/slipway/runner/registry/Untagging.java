package dev.slipway.runner.registry;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes tags away, and nothing else. Registries that cannot delete a tag delete the manifest that it stands for, and all
 * tags of that: this is only done where no other tag needs it. What belongs to an image that no tag is left of goes with
 * it, where a tag lists it; other registries see to that themselves.
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
        List<String> present = registry.tags(repository);
        Set<String> lists =
                present.stream().filter(ReferrerIndex::isTag).collect(Collectors.toCollection(HashSet::new));
        Set<String> manifests = new LinkedHashSet<>();
        present.stream().filter(tags::contains).forEach(tag -> addReadable(repository.withTag(tag), manifests));
        Map<String, Outcome> outcomes = removeTags(repository, tags);
        if (outcomes.containsValue(Outcome.DELETED)) {
            tryToRemoveOrphans(repository, manifests, lists);
        }
        return outcomes;
    }

    private Map<String, Outcome> removeTags(ImageReference repository, Set<String> tags) {
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
        for (String tag : imageTags(repository)) {
            if (tags.contains(tag)) {
                registry.digestOf(repository.withTag(tag)).ifPresent(digest -> doomed.put(tag, digest));
            } else {
                addManifests(repository.withTag(tag), needed);
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

    /** Whether they are orphans, nobody knows where a tag cannot be read; then they stay, and the tags are gone all the same. */
    private void tryToRemoveOrphans(ImageReference repository, Set<String> manifests, Set<String> lists) {
        try {
            removeOrphans(repository, manifests, lists);
        } catch (RegistryException.Stopped e) {
            throw e;
        } catch (RegistryException e) {
            // They harm nobody.
        }
    }

    /** @param manifests whose tags are gone, but for those that have others */
    private void removeOrphans(ImageReference repository, Set<String> manifests, Set<String> lists) {
        Set<String> needed = new HashSet<>();
        Map<String, ManifestDocument> artifacts = new LinkedHashMap<>();
        for (String tag : imageTags(repository)) {
            ImageReference name = repository.withTag(tag);
            Optional<ManifestDocument> document = document(name);
            if (document.isPresent() && subject(name, document.get()).isPresent()) {
                artifacts.put(tag, document.get());
            } else {
                document.ifPresent(image -> addManifests(name, image, needed));
            }
        }
        Set<String> orphans = new LinkedHashSet<>(manifests);
        orphans.removeAll(needed);
        artifacts.forEach((tag, artifact) -> {
            if (artifact.subject()
                    .map(Descriptor::digest)
                    .filter(orphans::contains)
                    .isPresent()) {
                removeArtifact(repository.withTag(tag), artifact);
            }
        });
        orphans.forEach(manifest -> removeReferrers(repository, manifest, lists, needed));
    }

    /** One that has a tag of its own. */
    private void removeArtifact(ImageReference tag, ManifestDocument artifact) {
        if (!registry.delete(tag)) {
            registry.delete(tag.withTag(artifact.digest()));
        }
    }

    /**
     * With those of them in turn, such as a signature.
     *
     * @param lists the tags that list referrers, of which those that are looked at are taken out
     */
    private void removeReferrers(ImageReference repository, String manifest, Set<String> lists, Set<String> needed) {
        ImageReference list = repository.withTag(ReferrerIndex.tag(manifest));
        if (!lists.remove(list.tag())) {
            return;
        }
        Optional<ReferrerIndex> index = registry.referrerIndex(list);
        Optional<String> digest = registry.digestOf(list);
        for (Referrer referrer : index.map(ReferrerIndex::referrers).orElse(List.of())) {
            String artifact = referrer.manifest().digest();
            if (!needed.contains(artifact)) {
                removeReferrers(repository, artifact, lists, needed);
                registry.delete(repository.withTag(artifact));
            }
        }
        if (!registry.delete(list)) {
            digest.ifPresent(one -> registry.delete(repository.withTag(one)));
        }
    }

    private List<String> imageTags(ImageReference repository) {
        return registry.tags(repository).stream()
                .filter(tag -> !ReferrerIndex.isTag(tag))
                .toList();
    }

    /** What a tag stands for, and the images of it if that is an index. */
    private void addManifests(ImageReference tag, Set<String> manifests) {
        document(tag).ifPresent(document -> addManifests(tag, document, manifests));
    }

    /** The same of a tag that is to go, whatever it stands for. */
    private void addReadable(ImageReference tag, Set<String> manifests) {
        try {
            addManifests(tag, manifests);
        } catch (RegistryException.Refused e) {
            // What belongs to it stays.
        }
    }

    private static void addManifests(ImageReference tag, ManifestDocument document, Set<String> manifests) {
        try {
            manifests.add(document.digest());
            document.manifests().forEach(image -> manifests.add(image.digest()));
        } catch (IllegalArgumentException e) {
            throw Registry.unreadable(tag, e);
        }
    }

    private static Optional<Descriptor> subject(ImageReference tag, ManifestDocument document) {
        try {
            return document.subject();
        } catch (IllegalArgumentException e) {
            throw Registry.unreadable(tag, e);
        }
    }

    /** What a tag stands for; empty if somebody else has taken it away in the meantime. */
    private Optional<ManifestDocument> document(ImageReference tag) {
        try {
            return Optional.of(registry.pullDocument(tag));
        } catch (RegistryException.NotFound gone) {
            return Optional.empty();
        }
    }
}
