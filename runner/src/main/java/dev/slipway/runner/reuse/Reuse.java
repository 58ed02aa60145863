package dev.slipway.runner.reuse;

import dev.slipway.graph.Node;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a plan is in its registries already.
 *
 * @param plan all of it
 * @param rest what is left to do: build nothing that is there, nor what only that needs
 * @param fingerprints of the nodes of which all inputs are known, by id
 * @param found records of images that are there, by the ids of their nodes
 */
public record Reuse(Plan plan, Plan rest, Map<String, Fingerprint> fingerprints, Map<String, ImageRecord> found) {
    public Reuse {
        fingerprints = Map.copyOf(fingerprints);
        found = Map.copyOf(found);
    }

    static Reuse of(Plan plan, Map<String, Fingerprint> fingerprints, Map<String, ImageRecord> found) {
        return new Reuse(plan, plan.reusing(found.keySet()), fingerprints, found);
    }

    /** Whether nothing has to be built. */
    public boolean isAll() {
        return rest.nodes().stream().map(PlannedNode::id).allMatch(found::containsKey);
    }

    Optional<ImageRecord> record(String node) {
        return Optional.ofNullable(found.get(node));
    }

    Optional<Fingerprint> fingerprint(String node) {
        return Optional.ofNullable(fingerprints.get(node));
    }

    /** Whether something is to be built that starts from a node or copies from it. */
    boolean isBuiltOn(Node node) {
        return rest.nodes().stream()
                .anyMatch(planned ->
                        planned.id().equals(node.id()) && !planned.neededBy().isEmpty());
    }

    /** The name that an image of the plan gets. */
    String reference(String node) {
        return plan.nodes().stream()
                .filter(planned -> planned.id().equals(node))
                .flatMap(planned -> planned.reference().stream())
                .findFirst()
                .orElseThrow();
    }

    /** The inputs of a node and of all that it needs, each after those that it needs itself. */
    Map<String, List<Input>> inputs(String node) {
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        for (Node each : plan.closure(node)) {
            fingerprint(each.id()).ifPresent(known -> inputs.put(each.id(), known.inputs()));
        }
        return inputs;
    }
}
