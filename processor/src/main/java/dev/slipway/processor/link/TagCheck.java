package dev.slipway.processor.link;

import dev.slipway.graph.Bindings;
import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.model.Release;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.Formats;
import java.util.HashMap;
import java.util.Map;

/** Every variant must have a tag of its own, and one that registries take. */
final class TagCheck {
    private final Family family;
    private final Findings findings;

    TagCheck(Family family, Findings findings) {
        this.family = family;
        this.findings = findings;
    }

    /** Reports the first mistake: the others are mostly the same. */
    void check(Draft draft, Text tag, Combination combination) {
        Map<String, String> owners = new HashMap<>();
        for (Map<String, Release> variant : combination.variants()) {
            String value = BuildGraph.tag(tag, new Bindings(family, variant));
            String releases = combination.releases(variant);
            String owner = owners.putIfAbsent(value, releases);
            if (owner != null) {
                report(
                        Rule.DUPLICATE_TAG,
                        draft,
                        "image '" + draft.name() + "' has tag '" + value + "' for both " + owner + " and " + releases
                                + ". Name every axis in it: tag = \"" + combination.defaultTag() + "\"");
                return;
            }
            if (!Formats.isTag(value)) {
                report(
                        Rule.MALFORMED_TAG,
                        draft,
                        "'" + value + "' is not a tag: at most 128 letters, digits, '_', '.' and '-', not beginning"
                                + " with '.' or '-'");
                return;
            }
        }
    }

    private void report(Rule rule, Draft draft, String message) {
        findings.report(rule, draft.image().place("tag"), message);
    }
}
