package dev.slipway.processor.link;

import dev.slipway.processor.diagnostic.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Puts things after those that they need, otherwise as they come. */
final class NeedOrder<T> {
    private final Map<String, T> things;
    private final Function<T, Map<String, Place>> needs;
    private final BiConsumer<Place, String> circles;
    private final Map<String, T> ordered = new LinkedHashMap<>();

    private NeedOrder(Map<String, T> things, Function<T, Map<String, Place>> needs, BiConsumer<Place, String> circles) {
        this.things = things;
        this.needs = needs;
        this.circles = circles;
    }

    /**
     * Orders things.
     *
     * @param things by name
     * @param needs the names of what a thing needs, and where it says so
     * @param circles takes every circle, as {@code a -> b -> a}, with the place where its first thing needs the second
     */
    static <T> List<T> order(
            Map<String, T> things, Function<T, Map<String, Place>> needs, BiConsumer<Place, String> circles) {
        NeedOrder<T> order = new NeedOrder<>(things, needs, circles);
        things.keySet().forEach(name -> order.visit(name, new LinkedHashSet<>()));
        return List.copyOf(order.ordered.values());
    }

    private void visit(String name, Set<String> path) {
        if (ordered.containsKey(name)) {
            return;
        }
        T thing = Objects.requireNonNull(things.get(name));
        if (!path.add(name)) {
            List<String> walked = new ArrayList<>(path);
            List<String> circle = new ArrayList<>(walked.subList(walked.indexOf(name), walked.size()));
            circle.add(name);
            circles.accept(Objects.requireNonNull(needs.apply(thing).get(circle.get(1))), String.join(" -> ", circle));
            return;
        }
        needs.apply(thing).keySet().stream().filter(things::containsKey).forEach(needed -> visit(needed, path));
        path.remove(name);
        ordered.put(name, thing);
    }
}
