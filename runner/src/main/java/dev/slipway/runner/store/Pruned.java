package dev.slipway.runner.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What pruning a store did.
 *
 * @param counts how many things of each kind are gone; kinds of which there are none are left out
 * @param freed bytes
 * @param kept bytes that the store still holds
 */
public record Pruned(Map<Usage.Kind, Integer> counts, long freed, long kept) {
    /** What two prunings did together. */
    public Pruned plus(Pruned other) {
        Map<Usage.Kind, Integer> sum = new EnumMap<>(Usage.Kind.class);
        sum.putAll(counts);
        other.counts.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
        return new Pruned(sum, freed + other.freed, kept + other.kept);
    }

    public Pruned {
        Map<Usage.Kind, Integer> sorted = new EnumMap<>(Usage.Kind.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
    }
}
