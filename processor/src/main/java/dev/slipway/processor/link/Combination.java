package dev.slipway.processor.link;

import dev.slipway.graph.Variants;
import dev.slipway.model.Axis;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The axes of an image, and the releases that it leaves out.
 *
 * @param isCertain whether nothing is wrong with what they come from
 */
record Combination(List<Axis> forEach, List<Axis> forAll, List<Exclusion> exclusions, boolean isCertain) {
    static final Combination NONE = new Combination(List.of(), List.of(), List.of(), true);
    static final Combination UNKNOWN = new Combination(List.of(), List.of(), List.of(), false);

    Combination {
        forEach = List.copyOf(forEach);
        forAll = List.copyOf(forAll);
        exclusions = List.copyOf(exclusions);
    }

    List<Map<String, Release>> variants() {
        return Variants.of(forEach, exclusions);
    }

    /** What people call a variant: its versions, joined. */
    String releases(Map<String, Release> variant) {
        return forEach.stream()
                .map(axis -> Objects.requireNonNull(variant.get(axis.name())).version())
                .collect(Collectors.joining("-"));
    }

    boolean varies(Reference reference) {
        return !reference.spansAllReleases()
                && forEach.stream().anyMatch(axis -> axis.name().equals(reference.root()));
    }

    /** The releases of all its axes, joined; {@code latest} without axes. */
    Text defaultTag() {
        List<Text> parts = Stream.concat(
                        forEach.stream().map(axis -> Text.of(Reference.of(axis.name()))),
                        forAll.stream().map(axis -> Text.of(Reference.of(axis.name() + "." + Reference.ALL))))
                .toList();
        return parts.isEmpty() ? Text.literal("latest") : Text.join("-", parts);
    }
}
