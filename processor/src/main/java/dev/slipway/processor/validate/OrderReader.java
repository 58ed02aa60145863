package dev.slipway.processor.validate;

import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads {@code @Order}; one that changes nothing is a mistake. */
final class OrderReader {
    private static final String VALUE = "value";

    private final Predicate<Word> isStep;
    private final Findings findings;

    /** @param isStep whether an annotation asks for steps */
    OrderReader(Predicate<Word> isStep, Findings findings) {
        this.isStep = isStep;
        this.findings = findings;
    }

    /** The order that one of a stage's uses is. */
    StageDraft.PlacedOrder read(Use use, String stage, List<Use> uses) {
        Word word = use.word();
        WordOrder order = new WordOrder(
                use.fragment(),
                word.types(VALUE).stream()
                        .map(type -> type.getQualifiedName().toString())
                        .toList());
        if (order.words().size() < 2) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    word.place(),
                    "@Order puts nothing before anything: name at least two annotations, earliest first");
        }
        Set<String> present = bringingSteps(order, uses);
        order.words().forEach(named -> check(named, order, word, present, stage));
        return new StageDraft.PlacedOrder(order, word.place());
    }

    private Set<String> bringingSteps(WordOrder order, List<Use> uses) {
        return uses.stream()
                .filter(use -> isStep.test(use.word()) && order.contains(use.path()))
                .map(use -> use.path().get(order.fragment().size()).word())
                .collect(Collectors.toSet());
    }

    private void check(String named, WordOrder order, Word word, Set<String> present, String stage) {
        if (!present.contains(named)) {
            findings.report(
                    Rule.NOTHING_TO_ORDER,
                    word.place(VALUE, named),
                    "@Order names " + Position.simpleName(named) + ", which brings no step to " + order.subject(stage)
                            + ". Take it out of @Order");
        } else if (order.words().indexOf(named) != order.words().lastIndexOf(named)) {
            findings.report(
                    Rule.ORDER_CYCLE,
                    word.place(VALUE, named),
                    "@Order names " + Position.simpleName(named) + " twice. Keep one of them");
        }
    }
}
