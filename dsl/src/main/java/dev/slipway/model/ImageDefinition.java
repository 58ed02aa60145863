package dev.slipway.model;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image over all its variants.
 *
 * @param name the last part of its repository name: {@code extbuilder}
 * @param tag the tag of a variant: {@code {pg}}
 * @param description what it is for, in a sentence
 * @param published whether it is pushed; others are bases
 * @param forEach axes with one image a release, those of its base images included
 * @param forAll axes of which one image covers every release
 * @param builders stages that the main stage copies from, each after those that it needs
 * @param main the stage that becomes the image
 */
public record ImageDefinition(
        String name,
        Text tag,
        String description,
        boolean published,
        List<String> forEach,
        List<String> forAll,
        List<Exclusion> exclusions,
        List<StageDefinition> builders,
        StageDefinition main,
        List<Check> checks,
        Origin origin) {
    /** A path component of a repository name, after the OCI distribution specification. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

    public ImageDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not an image name: lower-case letters and digits, with single dots, dashes or underscores"
                    + " between them");
        }
        forEach = List.copyOf(forEach);
        forAll = List.copyOf(forAll);
        exclusions = List.copyOf(exclusions);
        builders = List.copyOf(builders);
        checks = List.copyOf(checks);
    }

    /** Every stage, the main one last. */
    public Stream<StageDefinition> stages() {
        return Stream.concat(builders.stream(), Stream.of(main));
    }

    /** The images of the family that this starts from or takes files from, without repeats. */
    public Stream<String> neededImages() {
        Stream<Base> bases = stages().map(StageDefinition::base);
        Stream<Base> sources = stages().flatMap(stage -> stage.steps().stream()).flatMap(Step::sources);
        return Stream.concat(bases, sources)
                .filter(Base.OfImage.class::isInstance)
                .map(base -> ((Base.OfImage) base).image())
                .distinct();
    }
}
