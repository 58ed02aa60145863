package dev.slipway.processor.validate;

import dev.slipway.model.Origin;
import dev.slipway.processor.discover.Word;
import java.util.List;

/**
 * A primitive annotation that applies to an image or stage, by itself or through fragments.
 *
 * @param scope what its texts and stages mean
 * @param path the annotation on the declaration that brought it, and through fragments itself
 * @param origins where it was asked for: on the declaration first, then in the fragments
 */
record Use(Word word, Scope scope, List<Position> path, List<Origin> origins) {
    Use {
        path = List.copyOf(path);
        origins = List.copyOf(origins);
    }

    /** The path to the fragment that it stands in; empty for the declaration itself. */
    List<Position> fragment() {
        return path.subList(0, path.size() - 1);
    }
}
