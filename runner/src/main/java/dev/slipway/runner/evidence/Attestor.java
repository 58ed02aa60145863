package dev.slipway.runner.evidence;

import dev.slipway.runner.contents.LayerSource;
import dev.slipway.runner.contents.PackageList;
import dev.slipway.runner.contents.PackageScanner;
import dev.slipway.runner.contents.RegistryLayers;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.registry.Annotations;
import dev.slipway.runner.registry.Artifact;
import dev.slipway.runner.registry.Artifacts;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RemoteImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers evidence of images, and puts it beside them. What is there already is not made again. */
final class Attestor {
    private static final String PREDICATE = "in-toto.io/predicate-type";

    private final Registry registry;
    private final Artifacts artifacts;
    private final BuildFacts facts;
    private final PackageScanner packages = new PackageScanner();
    private @Nullable List<Definition> definitions;

    Attestor(Registry registry, BuildFacts facts) {
        this.registry = registry;
        this.artifacts = new Artifacts(registry);
        this.facts = facts;
    }

    /** Where the images of a publication are, and what they were built from. */
    private record Work(ImageReference repository, Publication publication, Build build) {}

    /**
     * Makes sure that there is evidence of an image that waits for its tag; of an index, of each of its images.
     *
     * @throws IOException if a layer cannot be read
     */
    void attest(ImageReference repository, Publication publication, Build build)
            throws IOException, InterruptedException {
        Work work = new Work(repository, publication, build);
        if (publication.image().isPresent()) {
            ImageReference subject = repository.withTag(publication.manifest().digest());
            Set<String> missing = missing(subject);
            if (!missing.isEmpty()) {
                attach(work, registry.inspect(repository, publication.image().get()), missing);
            }
            return;
        }
        RemoteImage pushed =
                registry.inspect(repository.withTag(publication.manifest().digest()));
        for (RemoteImage.OnePlatform image : pushed.images()) {
            attach(work, image, missing(repository.withTag(image.digest())));
        }
    }

    /** The types of what this program has not put beside an image yet. */
    private Set<String> missing(ImageReference subject) {
        Set<String> there = artifacts.of(subject, Optional.empty()).stream()
                .filter(referrer -> referrer.annotations().containsKey(Evidence.VERSION))
                .map(referrer -> referrer.artifactType())
                .collect(Collectors.toSet());
        return Evidence.TYPES.stream().filter(type -> !there.contains(type)).collect(Collectors.toSet());
    }

    private void attach(Work work, RemoteImage.OnePlatform image, Set<String> types)
            throws IOException, InterruptedException {
        if (types.contains(Evidence.BILL)) {
            artifacts.attach(work.repository(), image.manifest().descriptor(), bill(work, image), Optional.empty());
        }
        if (types.contains(Evidence.PROVENANCE)) {
            artifacts.attach(
                    work.repository(), image.manifest().descriptor(), provenance(work, image), Optional.empty());
        }
    }

    private Artifact bill(Work work, RemoteImage.OnePlatform image) throws IOException {
        PackageList installed = packages.scan(image.manifest().layers(), layers(work));
        byte[] document = BillOfMaterials.of(
                work.repository(), image, installed, work.build().materials(), facts);
        return new Artifact(Evidence.BILL, annotations(), List.of(new Artifact.Payload(Evidence.BILL, document)));
    }

    private static LayerSource layers(Work work, RegistryLayers registry) {
        return layer -> {
            Optional<Path> file = work.publication().file(layer);
            return file.isPresent() ? Files.newInputStream(file.get()) : registry.open(layer);
        };
    }

    private LayerSource layers(Work work) {
        return layers(work, new RegistryLayers(registry, work.repository()));
    }

    private Artifact provenance(Work work, RemoteImage.OnePlatform image) throws InterruptedException {
        Provenance provenance = new Provenance(
                work.repository().registry() + "/" + work.repository().repository(),
                image.digest(),
                image.platform().toString(),
                work.build().node(),
                work.build().materials(),
                work.build().bases(),
                facts,
                definitions(),
                Optional.empty(),
                Optional.empty());
        Map<String, String> annotations = new LinkedHashMap<>(annotations());
        annotations.put(PREDICATE, ProvenanceStatement.PREDICATE);
        // What changes from commit to commit is said of the evidence: an image that does not change has one digest.
        definitions().stream().findFirst().ifPresent(definition -> {
            annotations.put(Annotations.REVISION, definition.commit());
            definition.repository().ifPresent(url -> annotations.put(Annotations.SOURCE, url));
        });
        return new Artifact(
                Evidence.PROVENANCE,
                annotations,
                List.of(new Artifact.Payload(Evidence.PROVENANCE, ProvenanceStatement.of(provenance))));
    }

    private Map<String, String> annotations() {
        return new TreeMap<>(Map.of(
                Evidence.VERSION,
                facts.version(),
                Annotations.CREATED,
                facts.sourceDate().toString()));
    }

    private synchronized List<Definition> definitions() throws InterruptedException {
        List<Definition> known = definitions;
        if (known == null) {
            known = facts.definitions().definitions();
            definitions = known;
        }
        return known;
    }
}
