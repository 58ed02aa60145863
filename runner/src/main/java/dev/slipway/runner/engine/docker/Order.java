package dev.slipway.runner.engine.docker;

import java.util.List;

/**
 * What becomes of targets.
 *
 * @param output as Bake has it
 * @param options further ones of buildx
 * @param isNews whether other builders are to know it
 */
record Order(String output, List<String> options, boolean isNews) {
    Order {
        options = List.copyOf(options);
    }

    /** Nobody has built that yet, and it stays in the builder. */
    static Order build(List<String> options) {
        return new Order(Outputs.NONE, options, true);
    }

    /** What was built goes somewhere. */
    static Order export(String output, String... options) {
        return new Order(output, List.of(options), false);
    }
}
