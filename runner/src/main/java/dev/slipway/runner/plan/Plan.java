package dev.slipway.runner.plan;

import dev.slipway.runner.profile.Omission;
import java.util.List;

/**
 * What a run does.
 *
 * @param nodes in an order in which they can be built
 * @param push whether the requested ones are published when all are built
 * @param omissions what a profile leaves out
 */
public record Plan(List<PlannedNode> nodes, boolean push, List<Omission> omissions) {
    public Plan {
        nodes = List.copyOf(nodes);
        omissions = List.copyOf(omissions);
    }
}
