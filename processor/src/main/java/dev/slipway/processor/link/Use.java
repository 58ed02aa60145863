package dev.slipway.processor.link;

import dev.slipway.model.Origin;
import dev.slipway.processor.discover.Word;
import java.util.List;

/**
 * A primitive annotation that applies to an image or stage, by itself or through fragments.
 *
 * @param scope what its texts and stages mean
 * @param written the annotation on the declaration itself that brought it: itself or a fragment
 * @param position of {@code written} among those of its type
 * @param inner its place within the fragments, outermost first; empty for none
 * @param origins where it was asked for: on the declaration first, then in the fragments
 */
record Use(Word word, Scope scope, Word written, int position, List<Integer> inner, List<Origin> origins) {
    Use {
        inner = List.copyOf(inner);
        origins = List.copyOf(origins);
    }
}
