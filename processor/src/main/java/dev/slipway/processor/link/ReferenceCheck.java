package dev.slipway.processor.link;

import dev.slipway.graph.Bindings;
import dev.slipway.graph.Variants;
import dev.slipway.model.Axis;
import dev.slipway.model.Family;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.PlacedReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every reference must mean something in every variant. */
final class ReferenceCheck {
    private final Family family;
    private final Findings findings;

    ReferenceCheck(Family family, Findings findings) {
        this.family = family;
        this.findings = findings;
    }

    void check(Draft draft, Combination combination) {
        if (combination.isCertain()) {
            draft.references().forEach(placed -> check(placed, combination.variants()));
            return;
        }
        // Which axes there should be is not known: only what is wrong whichever they are is worth a word.
        List<Map<String, Release>> any = Variants.of(family.axes(), List.of());
        draft.references().stream()
                .filter(placed -> family.axis(placed.reference().root()).isPresent())
                .forEach(placed -> check(placed, any));
    }

    private void check(PlacedReference placed, List<Map<String, Release>> variants) {
        variants.stream()
                .flatMap(variant -> problem(placed, new Bindings(family, variant)).stream())
                .findFirst()
                .ifPresent(problem -> findings.report(Rule.UNKNOWN_PLACEHOLDER, placed.place(), problem));
    }

    private Optional<String> problem(PlacedReference placed, Bindings bindings) {
        Reference reference = placed.reference();
        if (!isKnown(reference) && !placed.attributes().isEmpty()) {
            return Optional.of("'" + reference + "': there is no attribute, axis or source '" + reference.root() + "'."
                    + Suggestion.didYouMean(reference.root(), known(placed)));
        }
        try {
            bindings.values(reference);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean isKnown(Reference reference) {
        return family.axis(reference.root()).isPresent()
                || family.source(reference.name()).isPresent();
    }

    private List<String> known(PlacedReference placed) {
        return Stream.of(
                        placed.attributes().stream(),
                        family.axes().stream().map(Axis::name),
                        family.sources().stream().map(NamedSource::name))
                .flatMap(names -> names)
                .toList();
    }
}
