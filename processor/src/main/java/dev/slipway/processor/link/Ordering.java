package dev.slipway.processor.link;

import dev.slipway.graph.CycleException;
import dev.slipway.model.Origin;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gives the steps of a stage the order that caches best: the shell first and what only configures containers last, and
 * between them what is the same for all variants before what is not, and within both by {@link Phase}. Ties are broken
 * by names and by the order of one annotation's repetitions, never by the order of different annotations, which a
 * compiler does not keep.
 *
 * <p>Three things hold whatever that order says: the steps of one use of a fragment keep their phases' order among
 * themselves, commands and variables of one annotation type keep the order in which they are written, and so do the
 * words of an {@code @Order}. Neighbouring installs of the same kind then become one.
 */
final class Ordering {
    private static final Comparator<Item> PRIORITY = Comparator.<Item, Integer>comparing(Ordering::part)
            .thenComparing(Item::varies)
            .thenComparing(Item::phase)
            .thenComparing(Item::word)
            .thenComparing(Item::position)
            .thenComparing(Item::inner, Ordering::compare);

    private Ordering() {}

    /**
     * Orders and merges.
     *
     * @param orders qualified names of annotation types, in the order that an author wants
     * @throws CycleException if orders contradict each other or a fragment's own order, with the annotations' names
     */
    static List<Step> order(List<Item> items, List<List<String>> orders) {
        List<Item> rest = new ArrayList<>(items);
        rest.sort(PRIORITY);
        List<Item> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            Item next = rest.stream()
                    .filter(item -> rest.stream().noneMatch(other -> mustPrecede(other, item, orders)))
                    .findFirst()
                    .orElseThrow(() -> new CycleException(circle(rest, orders)));
            ordered.add(next);
            rest.remove(next);
        }
        return merge(ordered);
    }

    private static boolean mustPrecede(Item first, Item second, List<List<String>> orders) {
        if (first.equals(second)) {
            return false;
        }
        boolean sameType = first.word().equals(second.word());
        if (sameType && first.position() == second.position() && !first.inner().isEmpty()) {
            return Comparator.comparing(Item::phase)
                            .thenComparing(Item::inner, Ordering::compare)
                            .compare(first, second)
                    < 0;
        }
        boolean keepsOrder = first.phase() == Phase.COMMANDS || first.phase() == Phase.ENVIRONMENT;
        if (sameType && keepsOrder && first.phase() == second.phase()) {
            return first.position() < second.position();
        }
        return orders.stream().anyMatch(order -> {
            int left = order.indexOf(first.word());
            int right = order.indexOf(second.word());
            return left >= 0 && right > left;
        });
    }

    /** Some circle among steps of which none can be first. */
    private static List<String> circle(List<Item> rest, List<List<String>> orders) {
        Set<Item> path = new LinkedHashSet<>();
        Item item = rest.get(0);
        while (path.add(item)) {
            Item blocked = item;
            item = rest.stream()
                    .filter(other -> mustPrecede(other, blocked, orders))
                    .findFirst()
                    .orElseThrow();
        }
        List<Item> walked = new ArrayList<>(path);
        List<String> circle = new ArrayList<>();
        walked.subList(walked.indexOf(item), walked.size()).forEach(each -> circle.add(0, simpleName(each)));
        circle.add(circle.get(0));
        return circle;
    }

    private static String simpleName(Item item) {
        return "@" + item.word().substring(item.word().lastIndexOf('.') + 1);
    }

    private static int part(Item item) {
        if (item.phase() == Phase.SHELL) {
            return 0;
        }
        return item.phase().isConfiguration() ? 2 : 1;
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = Integer.compare(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Step> merge(List<Item> items) {
        List<Step> steps = new ArrayList<>();
        boolean varied = false;
        for (Item item : items) {
            int last = steps.size() - 1;
            boolean alike = last >= 0 && varied == item.varies();
            if (alike
                    && steps.get(last) instanceof Step.AptPackages before
                    && item.step() instanceof Step.AptPackages next
                    && before.suite().equals(next.suite())
                    && before.recommends() == next.recommends()) {
                steps.set(
                        last,
                        new Step.AptPackages(
                                union(before.packages(), next.packages()),
                                next.suite(),
                                next.recommends(),
                                both(before, next)));
            } else if (alike
                    && steps.get(last) instanceof Step.ApkPackages before
                    && item.step() instanceof Step.ApkPackages next) {
                steps.set(last, new Step.ApkPackages(union(before.packages(), next.packages()), both(before, next)));
            } else {
                steps.add(sorted(item.step()));
            }
            varied = item.varies();
        }
        return steps;
    }

    private static Step sorted(Step step) {
        if (step instanceof Step.AptPackages apt) {
            return new Step.AptPackages(union(apt.packages(), List.of()), apt.suite(), apt.recommends(), apt.origins());
        }
        return step instanceof Step.ApkPackages apk
                ? new Step.ApkPackages(union(apk.packages(), List.of()), apk.origins())
                : step;
    }

    private static List<Text> union(List<Text> some, List<Text> others) {
        Set<Text> all = new TreeSet<>(Comparator.comparing(Text::source));
        all.addAll(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    private static List<Origin> both(Step before, Step next) {
        return Stream.concat(before.origins().stream(), next.origins().stream())
                .distinct()
                .toList();
    }
}
