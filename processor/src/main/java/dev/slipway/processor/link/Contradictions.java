package dev.slipway.processor.link;

import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.StageDraft;
import java.util.HashMap;
import java.util.Map;

/** Two different values where a stage can have one are a mistake. */
final class Contradictions {
    private Contradictions() {}

    static void check(StageDraft stage, Findings findings) {
        Map<String, String> values = new HashMap<>();
        for (StageDraft.PlacedStep placed : stage.steps()) {
            placed.step().accept(Setting.CASES).ifPresent(setting -> {
                String other = values.putIfAbsent(setting.name(), setting.value());
                if (other != null && !other.equals(setting.value())) {
                    findings.report(
                            Rule.CONTRADICTORY_SETTINGS,
                            placed.place(),
                            setting.name() + " of '" + stage.name() + "' is both '" + other + "' and '"
                                    + setting.value() + "'. Keep one of them");
                }
            });
        }
    }
}
