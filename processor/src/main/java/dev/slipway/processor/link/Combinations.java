package dev.slipway.processor.link;

import com.google.auto.common.MoreElements;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.Exclusion;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.validate.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Works out by which axes images vary: by their own and by those of what they start from. */
final class Combinations {
    private static final String VALUE = "value";

    private final Axes axes;
    private final String catalog;
    private final Exclusions exclusions;
    private final Findings findings;
    private final Map<String, Combination> byImage = new HashMap<>();

    /** @param catalog the package whose axes may be used */
    Combinations(Axes axes, String catalog, Findings findings) {
        this.axes = axes;
        this.catalog = catalog;
        this.exclusions = new Exclusions(axes, findings);
        this.findings = findings;
    }

    /** That of an image that has been {@linkplain #add added}. */
    Combination of(Draft draft) {
        return Objects.requireNonNull(byImage.get(draft.name()));
    }

    /** Works out that of an image, after those of the images that it needs. */
    Combination add(Draft draft) {
        Combination inherited = inherited(draft);
        Combination own = combined(draft, inherited);
        byImage.put(draft.name(), own);
        if (own.isCertain()) {
            exclusions.check(draft, own);
            checkNeeds(draft, own);
        }
        checkVariants(draft, inherited, own);
        return own;
    }

    private Combination inherited(Draft draft) {
        Optional<Base> base = draft.main().base();
        if (base.isEmpty()) {
            return Combination.UNKNOWN;
        }
        return base.get() instanceof Base.OfImage image ? known(image.image()) : Combination.NONE;
    }

    /** What is not there yet is part of a circle. */
    private Combination known(String image) {
        return byImage.getOrDefault(image, Combination.UNKNOWN);
    }

    private Combination combined(Draft draft, Combination inherited) {
        Set<Axis> forEach = new LinkedHashSet<>(inherited.forEach());
        Set<Axis> forAll = new LinkedHashSet<>(inherited.forAll());
        List<Exclusion> excluded = new ArrayList<>(inherited.exclusions());
        Draft.Variation variation = draft.variation();
        for (Word word : variation.forEach()) {
            axis(word).ifPresent(axis -> {
                forEach.add(axis);
                excluded.addAll(exclusions.allBut(word, axis));
            });
        }
        for (Word word : variation.forAll()) {
            axis(word).ifPresent(axis -> {
                forAll.add(axis);
                checkForAll(word, axis, forEach, draft);
            });
        }
        variation.exclusions().forEach(placed -> excluded.add(placed.exclusion()));
        boolean isCertain = Stream.concat(variation.forEach().stream(), variation.forAll().stream())
                .allMatch(word -> axes.of(type(word)).isPresent());
        return new Combination(List.copyOf(forEach), List.copyOf(forAll), excluded, inherited.isCertain() && isCertain);
    }

    private Optional<Axis> axis(Word word) {
        TypeElement type = type(word);
        Optional<Axis> axis = axes.of(type);
        if (axis.isEmpty()) {
            boolean isDeclared = MoreElements.isAnnotationPresent(type, dev.slipway.dsl.Axis.class);
            findings.report(
                    Rule.NOT_AN_AXIS,
                    word.place(VALUE),
                    "'" + type.getSimpleName() + "' is "
                            + (isDeclared
                                    ? "an axis of another catalogue. Declare it in package " + catalog
                                    : "not an axis. Annotate the enum with @Axis(\"...\")"));
        }
        return axis;
    }

    private static TypeElement type(Word word) {
        return word.type(VALUE).orElseThrow();
    }

    private void checkForAll(Word word, Axis axis, Set<Axis> forEach, Draft draft) {
        if (forEach.contains(axis)) {
            findings.report(
                    Rule.CONTRADICTORY_SETTINGS,
                    word.place(),
                    "image '" + draft.name() + "' is made both for each and for all releases of axis '" + axis.name()
                            + "'. Keep one of them");
        }
    }

    /** Reported where the last variant is lost, not again for what starts from there. */
    private void checkVariants(Draft draft, Combination inherited, Combination own) {
        if (own.variants().isEmpty() && !inherited.variants().isEmpty()) {
            List<Draft.PlacedExclusion> excluded = draft.variation().exclusions();
            findings.report(
                    Rule.NO_VARIANT,
                    excluded.isEmpty()
                            ? draft.place()
                            : excluded.get(excluded.size() - 1).place(),
                    "image '" + draft.name()
                            + "' is made for no release at all: every variant is excluded. Exclude less");
        }
    }

    /** What is copied from, and what builder stages start from, must exist for each variant. */
    private void checkNeeds(Draft draft, Combination own) {
        draft.neededImages().forEach((name, place) -> checkNeed(draft, own, name, place));
    }

    private void checkNeed(Draft draft, Combination own, String needed, Place place) {
        Combination other = known(needed);
        Optional<Axis> missing = other.forEach().stream()
                .filter(axis -> !own.forEach().contains(axis))
                .findFirst();
        if (missing.isPresent()) {
            findings.report(
                    Rule.MISMATCHED_AXES,
                    place,
                    "image '" + draft.name() + "' needs image '" + needed
                            + "', of which there is one for each release of axis '"
                            + missing.get().name() + "'. Add @ForEach to '" + draft.name() + "'");
        } else if (!own.exclusions().containsAll(other.exclusions())) {
            findings.report(
                    Rule.MISMATCHED_AXES,
                    place,
                    "image '" + draft.name() + "' needs image '" + needed + "' for releases that '" + needed
                            + "' leaves out. Leave them out of '" + draft.name() + "' as well");
        }
    }
}
