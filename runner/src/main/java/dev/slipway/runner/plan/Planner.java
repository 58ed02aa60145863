package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import dev.slipway.runner.failure.InputException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns requests into plans. */
public final class Planner {
    private Planner() {}

    /**
     * Plans a run.
     *
     * @throws InputException if a selector means nothing, an image that is not published is to be pushed or a tag is none
     */
    public static Plan plan(Inventory inventory, Request request) {
        Set<String> requested = requested(inventory, request);
        List<Node> nodes = inventory.graphs().stream()
                .flatMap(graph -> graph.closure(requested).stream())
                .toList();
        Map<String, Set<String>> neededBy = new LinkedHashMap<>();
        nodes.forEach(node -> node.dependencies()
                .forEach(needed -> neededBy.computeIfAbsent(needed, id -> new LinkedHashSet<>())
                        .add(node.id())));
        return new Plan(
                nodes.stream()
                        .map(node -> new PlannedNode(
                                node,
                                requested.contains(node.id()),
                                node.published()
                                        ? Optional.of(request.destination().reference(inventory, node))
                                        : Optional.empty(),
                                List.copyOf(neededBy.getOrDefault(node.id(), Set.of()))))
                        .toList(),
                request.push(),
                inventory.omissions());
    }

    private static Set<String> requested(Inventory inventory, Request request) {
        if (request.selectors().isEmpty()) {
            return inventory.nodes().filter(Node::published).map(Node::id).collect(Collectors.toSet());
        }
        Set<String> requested = new LinkedHashSet<>();
        for (String selector : request.selectors()) {
            List<Node> chosen = new Selector(selector).choose(inventory);
            List<Node> bases = chosen.stream().filter(node -> !node.published()).toList();
            if (request.push() && !bases.isEmpty()) {
                throw new InputException("'" + selector + "' is a base that is not published: it can be built, not"
                        + " pushed. Set published in its @Image to change that");
            }
            chosen.forEach(node -> requested.add(node.id()));
        }
        return requested;
    }
}
