package dev.slipway.runner.comparison;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What two listings say differently.
 *
 * @param differences both sides of each, by key
 */
record Comparison(SortedMap<String, Sides> differences) {
    private static final String NOTHING = "-";

    /** What either made of something; {@value #NOTHING} where it made nothing. */
    record Sides(String one, String other) {
        @Override
        public String toString() {
            return "    " + one + "\n    " + other;
        }
    }

    static Comparison of(Listing one, Listing other) {
        if (one.isFailure() != other.isFailure()) {
            return new Comparison(sides(Listing.BUILD, one, other));
        }
        SortedSet<String> keys = new TreeSet<>(one.lines().keySet());
        keys.addAll(other.lines().keySet());
        SortedMap<String, Sides> differences = new TreeMap<>();
        keys.forEach(key -> differences.putAll(sides(key, one, other)));
        return new Comparison(differences);
    }

    private static SortedMap<String, Sides> sides(String key, Listing one, Listing other) {
        Sides sides =
                new Sides(one.lines().getOrDefault(key, NOTHING), other.lines().getOrDefault(key, NOTHING));
        SortedMap<String, Sides> differences = new TreeMap<>();
        if (!sides.one().equals(sides.other())) {
            differences.put(key, sides);
        }
        return differences;
    }

    @Override
    public String toString() {
        return differences.entrySet().stream()
                .map(difference -> difference.getKey() + "\n" + difference.getValue())
                .collect(Collectors.joining("\n"));
    }
}
