package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import dev.slipway.runner.profile.Omission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** A node and all that it needs, in an order in which they can be built. */
    public List<Node> closure(String id) {
        Set<String> needed = needed(Set.of(id), Set.of());
        return nodes.stream()
                .map(PlannedNode::node)
                .filter(node -> needed.contains(node.id()))
                .toList();
    }

    /**
     * The same where some images are there already: without all that only they need, and they need nothing.
     *
     * @param unchanged the ids of their nodes
     */
    public Plan reusing(Set<String> unchanged) {
        Set<String> requested = nodes.stream()
                .filter(PlannedNode::requested)
                .map(PlannedNode::id)
                .collect(Collectors.toSet());
        Set<String> needed = needed(requested, unchanged);
        return new Plan(
                nodes.stream()
                        .filter(planned -> needed.contains(planned.id()))
                        .map(planned -> planned.neededOnlyBy(planned.neededBy().stream()
                                .filter(id -> needed.contains(id) && !unchanged.contains(id))
                                .toList()))
                        .toList(),
                push,
                omissions);
    }

    private Set<String> needed(Set<String> wanted, Set<String> unchanged) {
        Set<String> needed = new HashSet<>(wanted);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i).node();
            if (needed.contains(node.id()) && !unchanged.contains(node.id())) {
                needed.addAll(node.dependencies());
            }
        }
        return needed;
    }
}
