package dev.slipway.runner.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * The things in a store that may go, in the order in which they should: the least recently used first, but a layer only
 * when no step stands on it any more.
 *
 * <p>One layer may be the result of several steps, and two layers may stand on each other in two images. Steps cannot: one
 * that stands on another has more layers below it.
 */
final class Leaves {
    private final Queue<Node> leaves = new PriorityQueue<>(
            Comparator.comparing((Node node) -> node.item.used()).thenComparing(node -> node.item.path()));
    private final Map<String, List<Node>> results = new HashMap<>();
    private final Map<Item, Integer> nodes = new HashMap<>();
    private final Predicate<Item> idle;

    /** @param idle says what may go */
    Leaves(Stock stock, Predicate<Item> idle) {
        this.idle = idle;
        List<Node> all = new ArrayList<>();
        for (Item item : stock.items()) {
            List<Entry> steps = stock.steps(item);
            steps.forEach(step -> all.add(new Node(item, step.below())));
            if (steps.isEmpty()) {
                all.add(new Node(item, List.of()));
            }
        }
        all.forEach(node -> {
            nodes.merge(node.item, 1, Integer::sum);
            if (node.item.kind() == Usage.Kind.LAYERS) {
                results.computeIfAbsent(node.item.name(), name -> new ArrayList<>())
                        .add(node);
            }
        });
        all.forEach(this::connect);
        all.forEach(this::addIfLeaf);
    }

    /** A thing, or one of the steps of which it is the result. */
    private static final class Node {
        private final Item item;
        private final List<String> below;
        private final List<Node> standsOn = new ArrayList<>();
        private int dependents;

        Node(Item item, List<String> below) {
            this.item = item;
            this.below = below;
        }
    }

    /** A step stands on those that made the layers below it; layers of a base have nothing below them. */
    private void connect(Node node) {
        for (int i = 0; i < node.below.size(); i++) {
            List<String> under = node.below.subList(0, i);
            for (Node result : results.getOrDefault(node.below.get(i), List.of())) {
                if (result.below.isEmpty() || result.below.equals(under)) {
                    node.standsOn.add(result);
                    result.dependents++;
                }
            }
        }
    }

    private void addIfLeaf(Node node) {
        if (node.dependents == 0 && idle.test(node.item)) {
            leaves.add(node);
        }
    }

    /** A thing whose turn it is. */
    record Leaf(Item item, Runnable gone) {}

    /** The next thing to go; what it stands on may follow once it is said to be gone. */
    Optional<Leaf> next() {
        for (Node node = leaves.poll(); node != null; node = leaves.poll()) {
            Node leaf = node;
            if (nodes.merge(leaf.item, -1, Integer::sum) == 0) {
                return Optional.of(new Leaf(leaf.item, () -> release(leaf)));
            }
            release(leaf);
        }
        return Optional.empty();
    }

    private void release(Node node) {
        for (Node under : node.standsOn) {
            under.dependents--;
            addIfLeaf(under);
        }
    }
}
