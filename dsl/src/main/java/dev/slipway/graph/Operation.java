package dev.slipway.graph;

import dev.slipway.model.Origin;
import java.util.List;

/**
 * A step as an engine executes it.
 *
 * @param title what people read while it runs: {@code apt-get install bison flex}
 * @param instructions in order; at least one
 * @param origins where its author asked for it
 */
public record Operation(String title, List<Instruction> instructions, List<Origin> origins) {
    public Operation {
        instructions = List.copyOf(instructions);
        origins = List.copyOf(origins);
    }

    Operation resolve(Resolution resolution) {
        return new Operation(
                title,
                instructions.stream()
                        .map(instruction -> instruction.resolve(resolution))
                        .toList(),
                origins);
    }
}
