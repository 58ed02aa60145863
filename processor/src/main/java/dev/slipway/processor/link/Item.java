package dev.slipway.processor.link;

import dev.slipway.model.Step;
import dev.slipway.processor.validate.Position;
import java.util.List;

/**
 * A step before it has its place among the others.
 *
 * @param varies whether it depends on an axis by which the image varies
 * @param path the annotation on the declaration that brought it, and through fragments the one that says it
 */
record Item(Step step, Phase phase, boolean varies, List<Position> path) {
    Item {
        path = List.copyOf(path);
    }
}
