package dev.slipway.runner.reuse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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

    /** What is not known of that, for people. */
    List<String> missing(Outside outside) {
        Stream<String> images = outside.bases().stream()
                .filter(base -> !bases.containsKey(base))
                .map(base -> "nobody tells what '" + base + "' stands for");
        Stream<String> refs = outside.sources().stream()
                .filter(source -> !sources.containsKey(source))
                .map(source -> "nobody tells what '" + source.ref() + "' of " + source.url() + " stands for");
        return Stream.concat(images, refs).toList();
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
