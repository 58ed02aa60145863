package dev.slipway.runner.profile;

import dev.slipway.model.Axis;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a place differs from the one that a catalogue was written for: which releases, repositories, sources and external
 * images there are, and what cannot be built at all.
 *
 * @param file what messages call it
 * @param axes releases instead of the catalogue's, by axis
 * @param bases how external images are come by, by the reference that definitions use
 * @param repositories changes of apt repositories, by name
 * @param mirrors who is asked for external images before a registry, by the registry
 * @param sources locations instead of the catalogue's, by name
 * @param omitted images that it leaves out; those that need them go with them
 */
public record Profile(
        String file,
        String description,
        Map<String, List<Release>> axes,
        Map<String, BaseRecipe> bases,
        Map<String, List<String>> mirrors,
        Map<String, RepositoryChange> repositories,
        Map<String, String> sources,
        List<Omission> omitted) {
    public Profile {
        axes = Map.copyOf(axes);
        bases = Map.copyOf(bases);
        mirrors = Map.copyOf(mirrors);
        repositories = Map.copyOf(repositories);
        sources = Map.copyOf(sources);
        omitted = List.copyOf(omitted);
    }

    /** The profile of the place that the catalogue was written for. */
    public static Profile none() {
        return new Profile("", "", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());
    }

    /** The family as it is in this place. */
    public Family apply(Family family) {
        List<String> gone = omissions(family).stream().map(Omission::image).toList();
        return new Family(
                family.repository(),
                family.sources().stream().map(this::changed).toList(),
                family.axes().stream().map(this::changed).toList(),
                family.images().stream()
                        .filter(image -> !gone.contains(image.name()))
                        .map(this::changed)
                        .toList(),
                family.context());
    }

    /** The images of the family that are left out here: those that this profile names, and those that need them. */
    public List<Omission> omissions(Family family) {
        Map<String, Omission> omissions = new LinkedHashMap<>();
        omitted.stream()
                .filter(omission -> family.image(omission.image()).isPresent())
                .forEach(omission -> omissions.put(omission.image(), omission));
        // Every image stands after those that it needs.
        for (ImageDefinition image : family.images()) {
            Optional<String> missing =
                    image.neededImages().filter(omissions::containsKey).findFirst();
            missing.ifPresent(needed -> omissions.putIfAbsent(
                    image.name(), new Omission(image.name(), "needs " + needed + ", which is left out")));
        }
        return List.copyOf(new ArrayList<>(omissions.values()));
    }

    private NamedSource changed(NamedSource source) {
        return new NamedSource(source.name(), sources.getOrDefault(source.name(), source.location()), source.origin());
    }

    private Axis changed(Axis axis) {
        return new Axis(axis.name(), axes.getOrDefault(axis.name(), axis.releases()), axis.origin());
    }

    private ImageDefinition changed(ImageDefinition image) {
        return new ImageDefinition(
                image.name(),
                image.tag(),
                image.description(),
                image.published(),
                image.forEach(),
                image.forAll(),
                image.exclusions(),
                image.builders().stream().map(this::changed).toList(),
                changed(image.main()),
                image.checks(),
                image.origin());
    }

    private StageDefinition changed(StageDefinition stage) {
        return new StageDefinition(
                stage.name(),
                stage.base(),
                stage.steps().stream().flatMap(this::changed).toList(),
                stage.origin());
    }

    private Stream<Step> changed(Step step) {
        if (step instanceof Step.AptRepository repository) {
            RepositoryChange change = repositories.get(repository.name());
            return change == null ? Stream.of(step) : change.apply(repository);
        }
        return Stream.of(step);
    }
}
