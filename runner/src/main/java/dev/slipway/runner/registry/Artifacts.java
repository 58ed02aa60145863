package dev.slipway.runner.registry;

import java.util.List;
import java.util.Optional;

/**
 * Keeps in a registry, beside an image, what belongs to it. Registries that know OCI's distribution specification 1.1
 * list it by themselves; for others a list of it is kept under a tag, {@code sha256-} and the digits of the image's digest.
 */
public final class Artifacts {
    private static final int MOST_TRIES = 5;

    /** More than anybody writes into one; a hostile registry must not fill the memory. */
    private static final long LARGEST_PAYLOAD = 256L << 20;

    private final Registry registry;

    public Artifacts(Registry registry) {
        this.registry = registry;
    }

    /**
     * Puts an artifact beside what it belongs to. One that is there already is not listed twice.
     *
     * @param repository which repository; its tag is of no account
     * @param subject the manifest that the artifact belongs to
     * @param tag for the artifact itself
     * @return the artifact's manifest
     * @throws RegistryException.ImagesOnly if the registry refuses what is no image
     */
    public Descriptor attach(ImageReference repository, Descriptor subject, Artifact artifact, Optional<String> tag) {
        ImageManifest manifest = ArtifactManifest.of(artifact, subject);
        if (!push(repository.withTag(tag.orElse(manifest.digest())), artifact, manifest)) {
            list(
                    repository.withTag(ReferrerIndex.tag(subject.digest())),
                    new Referrer(manifest.descriptor(), artifact.type(), artifact.annotations()));
        }
        return manifest.descriptor();
    }

    /** Whether the registry lists it. */
    private boolean push(ImageReference target, Artifact artifact, ImageManifest manifest) {
        try {
            push(target, ArtifactManifest.EMPTY);
            artifact.payloads().forEach(payload -> push(target, payload));
            return registry.pushReferrer(target, manifest);
        } catch (RegistryException.Refused | RegistryException.Unauthorized e) {
            if (e.getCause() instanceof RefusedRequest refused && Refusals.isOfContent(refused)) {
                throw new RegistryException.ImagesOnly(e);
            }
            throw e;
        }
    }

    private void push(ImageReference repository, Artifact.Payload payload) {
        registry.pushBlob(repository, ArtifactManifest.descriptor(payload), payload.bytes());
    }

    /** Registries know no way to add to what is there: it is read and put anew, and read again, as others may do the same. */
    private void list(ImageReference tag, Referrer referrer) {
        synchronized (registry.lock(tag)) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                ReferrerIndex present = registry.referrerIndex(tag).orElse(ReferrerIndex.EMPTY);
                if (present.lists(referrer)) {
                    return;
                }
                registry.put(
                        tag, ManifestDocument.OCI_INDEX, present.with(referrer).bytes());
            }
        }
        throw new RegistryException.Refused(
                "Cannot push " + tag
                        + ": what is put there does not stay. Check what else pushes this tag, and push again.",
                null);
    }

    /**
     * What belongs to a manifest.
     *
     * @param subject named by its digest
     * @param artifactType only artifacts of this type
     */
    public List<Referrer> of(ImageReference subject, Optional<String> artifactType) {
        return registry
                .referrers(subject, artifactType)
                .or(() -> registry.referrerIndex(subject.withTag(ReferrerIndex.tag(subject.tag())))
                        .map(ReferrerIndex::referrers))
                .orElse(List.of())
                .stream()
                // Registries need not do so.
                .filter(referrer -> artifactType.isEmpty() || artifactType.get().equals(referrer.artifactType()))
                .toList();
    }

    /** What a tag or digest stands for, if that is there and belongs to something. */
    public Optional<Attached> look(ImageReference reference) {
        try {
            ManifestDocument document = registry.pullDocument(reference);
            return document.subject()
                    .map(subject -> new Attached(subject, document.artifactType(), document.annotations()));
        } catch (RegistryException.NotFound absent) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw Registry.unreadable(reference, e);
        }
    }

    /** An artifact, with all that is in it. */
    public Artifact read(ImageReference reference) {
        ManifestDocument document = registry.pullDocument(reference);
        try {
            return new Artifact(
                    document.artifactType(),
                    document.annotations(),
                    document.image().layers().stream()
                            .map(payload -> read(reference, payload))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw Registry.unreadable(reference, e);
        }
    }

    private Artifact.Payload read(ImageReference repository, Descriptor payload) {
        if (payload.size() > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "its payload has " + payload.size() + " bytes, and more than " + LARGEST_PAYLOAD + " are not read");
        }
        return new Artifact.Payload(payload.mediaType(), registry.pullBlob(repository, payload));
    }
}
