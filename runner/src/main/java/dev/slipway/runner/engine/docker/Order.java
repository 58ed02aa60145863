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
    /** Nobody has built that yet, and it stays in the builder. */
    static final Order BUILD = new Order(Outputs.NONE, List.of(), true);

    Order {
        options = List.copyOf(options);
    }

    /** What was built goes somewhere. */
    static Order export(String output, String... options) {
        return new Order(output, List.of(options), false);
    }
}
