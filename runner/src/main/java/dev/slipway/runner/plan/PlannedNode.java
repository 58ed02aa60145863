package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A node that a run builds.
 *
 * @param requested whether somebody asked for it, and not only for what needs it
 * @param reference under which it is published, if it is
 * @param neededBy ids of the nodes of the plan that start from it or copy from it
 */
public record PlannedNode(Node node, boolean requested, Optional<String> reference, List<String> neededBy) {
    public PlannedNode {
        neededBy = List.copyOf(neededBy);
    }

    PlannedNode neededOnlyBy(List<String> others) {
        return new PlannedNode(node, requested, reference, others);
    }

    public String id() {
        return node.id();
    }
}
