package dev.slipway.processor.link;

import dev.slipway.graph.Bindings;
import dev.slipway.model.Family;
import dev.slipway.model.Release;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.Form;
import java.util.Map;

/** A checksum that a download refers to must be one in every variant. */
final class ChecksumCheck {
    private final Family family;
    private final Findings findings;

    ChecksumCheck(Family family, Findings findings) {
        this.family = family;
        this.findings = findings;
    }

    void check(Draft draft, Combination combination) {
        draft.stages()
                .flatMap(stage -> stage.steps().stream())
                .filter(placed -> placed.step() instanceof Step.Download)
                .forEach(placed -> check((Step.Download) placed.step(), placed.place(), combination));
    }

    private void check(Step.Download download, Place place, Combination combination) {
        for (Map<String, Release> variant : combination.variants()) {
            Bindings bindings = new Bindings(family, variant);
            String checksum = download.sha256()
                    .replace(reference -> Text.literal(bindings.value(reference)))
                    .value();
            if (!Form.SHA256.fits().test(checksum)) {
                String releases = combination.releases(variant);
                findings.report(
                        Form.SHA256.rule(),
                        place,
                        "'" + download.sha256().source() + "' is '" + checksum + "'"
                                + (releases.isEmpty() ? "" : " for release " + releases) + ", which "
                                + Form.SHA256.problem());
            }
        }
    }
}
