package dev.slipway.processor.link;

import dev.slipway.model.Axis;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.validate.Draft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks the releases that images leave out, or confine themselves to. */
final class Exclusions {
    private final Axes axes;
    private final Findings findings;

    Exclusions(Axes axes, Findings findings) {
        this.axes = axes;
        this.findings = findings;
    }

    /** Everything but what {@code only} names; nothing if it names a release that there is not. */
    List<Exclusion> allBut(Word forEach, Axis axis) {
        List<String> only = forEach.texts("only");
        List<String> unknown =
                only.stream().filter(wanted -> !has(axis, wanted)).toList();
        unknown.forEach(wanted -> reportUnknown(axis, wanted, forEach.place("only", wanted)));
        if (only.isEmpty() || !unknown.isEmpty()) {
            return List.of();
        }
        return axis.releases().stream()
                .filter(release -> only.stream().noneMatch(wanted -> isCalled(release, wanted)))
                .map(release -> new Exclusion(new TreeMap<>(Map.of(axis.name(), release.version()))))
                .toList();
    }

    /** What an image excludes must be there to be excluded. */
    void check(Draft draft, Combination own) {
        draft.variation()
                .exclusions()
                .forEach(placed -> placed.exclusion()
                        .releases()
                        .forEach((axis, wanted) -> check(axis, wanted, placed.place(), draft, own)));
    }

    private void check(String name, String wanted, Place place, Draft draft, Combination own) {
        Optional<Axis> axis = axes.named(name);
        if (axis.isEmpty()) {
            findings.report(
                    Rule.UNKNOWN_RELEASE,
                    place,
                    "@Exclude names axis '" + name + "', which does not exist."
                            + Suggestion.didYouMean(name, axes.names()));
        } else if (!has(axis.get(), wanted)) {
            reportUnknown(axis.get(), wanted, place);
        } else if (!own.forEach().contains(axis.get())) {
            findings.report(
                    Rule.NOTHING_TO_EXCLUDE,
                    place,
                    "image '" + draft.name() + "' is not made for each release of axis '" + name
                            + "', so @Exclude leaves nothing out. Take it away, or add @ForEach");
        }
    }

    private void reportUnknown(Axis axis, String wanted, Place place) {
        findings.report(
                Rule.UNKNOWN_RELEASE,
                place,
                "axis '" + axis.name() + "' has no release '" + wanted + "': it has "
                        + axis.releases().stream().map(Release::version).collect(Collectors.joining(", ")));
    }

    private static boolean has(Axis axis, String wanted) {
        return axis.releases().stream().anyMatch(release -> isCalled(release, wanted));
    }

    private static boolean isCalled(Release release, String wanted) {
        return release.version().equals(wanted) || release.major().equals(wanted);
    }
}
