package dev.slipway.processor.link;

import dev.slipway.model.Reference;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.PlacedReference;
import java.util.HashMap;
import java.util.Map;

/** Two references must not be one build argument: images share stages, and so the arguments of all of them. */
final class ArgumentCheck {
    private final Map<String, Reference> owners = new HashMap<>();
    private final Findings findings;

    ArgumentCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Draft draft) {
        draft.references().forEach(this::check);
    }

    private void check(PlacedReference placed) {
        Reference reference = placed.reference();
        Reference owner = owners.putIfAbsent(reference.argument(), reference);
        if (owner != null && !owner.equals(reference)) {
            findings.report(
                    Rule.AMBIGUOUS_ARGUMENT,
                    placed.place(),
                    "'" + owner + "' and '" + reference + "' would both be build argument " + reference.argument()
                            + ". Rename an axis, attribute or source");
        }
    }
}
