package dev.slipway.runner.plan;

import dev.slipway.model.Origin;
import java.util.List;
import java.util.Optional;

/**
 * A step that a build would do again, and why.
 *
 * @param node the id of the node
 * @param origins where its author asked for it; none for a base
 * @param lastProfile that of the last build, if it is another one; empty text for none
 * @param reasons lines, those with details indented
 */
public record Rerun(
        String node,
        String stage,
        String step,
        List<Origin> origins,
        Optional<String> lastProfile,
        List<String> reasons) {
    public Rerun {
        origins = List.copyOf(origins);
        reasons = List.copyOf(reasons);
    }
}
