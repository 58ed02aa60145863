package dev.slipway.processor.link;

import dev.slipway.model.Base;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.StageDraft;
import dev.slipway.processor.validate.WordOrder;
import java.util.List;

/** Makes stages of their drafts: their steps are checked against each other and put in order. */
final class StageAssembler {
    /** Stands in for a base that is a mistake. */
    private static final Base NOTHING = new Base.External(Text.literal("scratch"));

    private final Findings findings;

    StageAssembler(Findings findings) {
        this.findings = findings;
    }

    StageDefinition stage(StageDraft draft, Combination combination) {
        Contradictions.check(draft, findings);
        return new StageDefinition(
                draft.name(), draft.base().orElse(NOTHING), ordered(draft, combination), draft.origin());
    }

    private List<Step> ordered(StageDraft draft, Combination combination) {
        List<Item> items =
                draft.steps().stream().map(placed -> item(placed, combination)).toList();
        List<WordOrder> orders =
                draft.orders().stream().map(StageDraft.PlacedOrder::order).toList();
        try {
            return Ordering.order(items, orders);
        } catch (OrderException e) {
            findings.report(
                    Rule.ORDER_CYCLE,
                    place(e.order(), draft),
                    "the order of " + e.order().subject(draft.name()) + " contradicts itself: " + e.getMessage()
                            + ". Take one of them out of @Order");
            return List.of();
        }
    }

    private static Item item(StageDraft.PlacedStep placed, Combination combination) {
        Step step = placed.step();
        return new Item(step, Phase.of(step), step.references().anyMatch(combination::varies), placed.path());
    }

    private static Place place(WordOrder order, StageDraft draft) {
        return draft.orders().stream()
                .filter(placed -> placed.order().equals(order))
                .map(StageDraft.PlacedOrder::place)
                .findFirst()
                .orElseThrow();
    }
}
