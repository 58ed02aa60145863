package dev.slipway.runner.reuse;

import java.util.Map;
import java.util.Objects;

/**
 * What names of the outside stand for at some moment, as far as that is known.
 *
 * @param bases a digest each, or how the image is made, by the reference that definitions have
 * @param sources a commit each
 */
record World(Map<String, String> bases, Map<Outside.GitRef, String> sources) {
    World {
        bases = Map.copyOf(bases);
        sources = Map.copyOf(sources);
    }

    boolean knows(Outside outside) {
        return bases.keySet().containsAll(outside.bases()) && sources.keySet().containsAll(outside.sources());
    }

    /** @param reference is known */
    String base(String reference) {
        return Objects.requireNonNull(bases.get(reference), reference);
    }

    /** @param ref is known */
    String commit(Outside.GitRef ref) {
        return Objects.requireNonNull(sources.get(ref), ref::toString);
    }
}
