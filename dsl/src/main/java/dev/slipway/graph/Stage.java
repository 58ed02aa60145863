package dev.slipway.graph;

import dev.slipway.model.Base;
import java.util.List;

/**
 * A base and the operations on it.
 *
 * @param base external, a node by its id, or an earlier stage of the same node
 */
public record Stage(String name, Base base, List<Operation> operations) {
    public Stage {
        operations = List.copyOf(operations);
    }

    Stage resolve(Resolution resolution) {
        return new Stage(
                name,
                resolution.base(base),
                operations.stream()
                        .map(operation -> operation.resolve(resolution))
                        .toList());
    }
}
