package dev.slipway.runner.schedule;

import dev.slipway.graph.Node;
import dev.slipway.runner.plan.PlannedNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much work lies between the start of a node and the end of the last that needs it, a step being a unit. */
final class CriticalPath {
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    /** For nodes in build order. */
    CriticalPath(List<PlannedNode> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            PlannedNode planned = nodes.get(i);
            int behind = planned.neededBy().stream()
                    .mapToInt(id -> lengths.getOrDefault(id, 0))
                    .max()
                    .orElse(0);
            lengths.put(planned.id(), behind + work(planned.node()));
            positions.put(planned.id(), i);
        }
    }

    private static int work(Node node) {
        return 1
                + node.stages().stream()
                        .mapToInt(stage -> stage.operations().size())
                        .sum();
    }

    int length(String id) {
        return lengths.getOrDefault(id, 0);
    }

    /** What to start first: the longest path, then the plan's order. */
    Comparator<PlannedNode> longestFirst() {
        return Comparator.<PlannedNode>comparingInt(node -> -length(node.id()))
                .thenComparing(node -> positions.getOrDefault(node.id(), 0));
    }
}
