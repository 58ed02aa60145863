package dev.slipway.graph;

import dev.slipway.model.Origin;
import java.util.List;

/**
 * A step as an engine executes it.
 *
 * @param label what people read while it runs
 * @param instructions in order; at least one
 * @param origins where its author asked for it
 */
public record Operation(Title label, List<Instruction> instructions, List<Origin> origins) {
    public Operation {
        instructions = List.copyOf(instructions);
        origins = List.copyOf(origins);
    }

    /** An operation whose title refers to nothing. */
    public Operation(String title, List<Instruction> instructions, List<Origin> origins) {
        this(Title.of(title), instructions, origins);
    }

    /** What people read while it runs: {@code apt-get install bison flex}. */
    public String title() {
        return label.text();
    }

    Operation resolve(Resolution resolution) {
        return new Operation(
                label.resolve(resolution),
                instructions.stream()
                        .map(instruction -> instruction.resolve(resolution))
                        .toList(),
                origins);
    }
}
