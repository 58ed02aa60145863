package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Spreads nodes over builders: a node goes where most of what it is built from is, and one that needs nothing where the
 * fewest are.
 */
final class Bakeries {
    private final List<Bakery> all;
    private final List<Bakery> alive;
    private final Map<String, Bakery> homes = new HashMap<>();

    /** @param bakeries at least one */
    Bakeries(List<Bakery> bakeries) {
        this.all = List.copyOf(bakeries);
        this.alive = new ArrayList<>(bakeries);
    }

    /** Where a node is built, and stays as long as there is that builder. */
    synchronized Bakery of(Node node) {
        return homes.computeIfAbsent(node.id(), absent -> choose(node));
    }

    private Bakery choose(Node node) {
        Comparator<Bakery> near = Comparator.comparing(bakery -> -count(node.dependencies(), bakery));
        return alive.stream()
                .min(near.thenComparing(bakery -> count(homes.keySet(), bakery)))
                .orElseThrow();
    }

    private long count(Iterable<String> nodes, Bakery bakery) {
        long count = 0;
        for (String node : nodes) {
            count += Objects.equals(homes.get(node), bakery) ? 1 : 0;
        }
        return count;
    }

    /**
     * Gives up a builder; what was built there is built elsewhere if it is needed again.
     *
     * @return whether there is another
     */
    synchronized boolean leave(Bakery bakery) {
        boolean others = alive.stream().anyMatch(other -> !other.equals(bakery));
        if (others) {
            alive.remove(bakery);
            homes.values().removeIf(bakery::equals);
        }
        return others;
    }

    /** Ends all that is still running, on builders that were given up as well. */
    void close() {
        all.forEach(Bakery::close);
    }
}
