package dev.slipway.graph;

import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import java.util.List;

/**
 * A step as an engine executes it.
 *
 * @param label what people read while it runs
 * @param instructions in order; at least one
 * @param packages Debian packages that it is told to install; once resolved, one a text
 * @param origins where its author asked for it
 */
public record Operation(Title label, List<Instruction> instructions, List<Text> packages, List<Origin> origins) {
    public Operation {
        instructions = List.copyOf(instructions);
        packages = List.copyOf(packages);
        origins = List.copyOf(origins);
    }

    /** An operation that is told of no package. */
    public Operation(Title label, List<Instruction> instructions, List<Origin> origins) {
        this(label, instructions, List.of(), origins);
    }

    /** An operation whose title refers to nothing. */
    public Operation(String title, List<Instruction> instructions, List<Origin> origins) {
        this(Title.of(title), instructions, origins);
    }

    /** What people read while it runs: {@code apt-get install bison flex}. */
    public String title() {
        return label.text();
    }

    /** The same, done in another way. */
    public Operation with(List<Instruction> others) {
        return new Operation(label, others, packages, origins);
    }

    Operation resolve(Resolution resolution) {
        return new Operation(
                label.resolve(resolution),
                instructions.stream()
                        .map(instruction -> instruction.resolve(resolution))
                        .toList(),
                packages.stream()
                        .flatMap(name -> resolution.words(name).stream())
                        .toList(),
                origins);
    }
}
