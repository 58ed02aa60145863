package dev.slipway.processor.link;

import dev.slipway.model.Axis;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.Formats;
import dev.slipway.processor.validate.StageDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes images of their drafts. */
final class ImageAssembler {
    private static final String DESCRIPTION_LABEL = "org.opencontainers.image.description";
    /** Stands in for a name that is a mistake. */
    private static final String MALFORMED = "malformed";

    private final Combinations combinations;
    private final StageAssembler stages;
    private final Findings findings;

    ImageAssembler(Combinations combinations, Findings findings) {
        this.combinations = combinations;
        this.stages = new StageAssembler(findings);
        this.findings = findings;
    }

    /** The image, after those that it needs. */
    ImageDefinition image(Draft draft) {
        Combination combination = combinations.add(draft);
        List<StageDefinition> builders = builders(draft).stream()
                .map(stage -> stages.stage(stage, combination))
                .toList();
        return new ImageDefinition(
                Formats.isImageName(draft.name()) ? draft.name() : MALFORMED,
                draft.tag().isEmpty() ? combination.defaultTag() : draft.tag(),
                draft.description(),
                draft.published(),
                combination.forEach().stream().map(Axis::name).toList(),
                combination.forAll().stream().map(Axis::name).toList(),
                combination.exclusions(),
                builders,
                labelled(stages.stage(draft.main(), combination), draft),
                draft.checks(),
                draft.origin());
    }

    private List<StageDraft> builders(Draft draft) {
        Map<String, StageDraft> byName = new LinkedHashMap<>();
        draft.builders().forEach(stage -> byName.put(stage.name(), stage));
        return NeedOrder.order(
                byName,
                StageDraft::neededStages,
                (place, circle) -> findings.report(
                        Rule.STAGE_CYCLE,
                        place,
                        "stages need each other in a circle: " + circle + ". Let one of them do without the other"));
    }

    private static StageDefinition labelled(StageDefinition main, Draft draft) {
        if (!draft.published() || draft.description().isEmpty()) {
            return main;
        }
        List<Step> steps = new ArrayList<>(main.steps());
        // Prose has no variables: a dollar in it is a dollar.
        Text prose = Text.literal(draft.description().replace("$", "\\$"));
        steps.add(new Step.Label(DESCRIPTION_LABEL, prose, List.of(draft.origin())));
        return new StageDefinition(main.name(), main.base(), steps, main.origin());
    }
}
