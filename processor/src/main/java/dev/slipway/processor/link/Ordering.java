package dev.slipway.processor.link;

import dev.slipway.model.Origin;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.validate.Position;
import dev.slipway.processor.validate.WordOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives the steps of a stage the order that caches best: the shell first and what only configures containers last, and
 * between them what is the same for all variants before what is not, and within both by {@link Phase}. Ties are broken
 * by names and by the order of one annotation's repetitions, never by the order of different annotations, which a
 * compiler does not keep.
 *
 * <p>Three things hold whatever that order says: the steps of one use of a fragment keep their phases' order among
 * themselves, commands and variables of one annotation type keep the order in which they are written, and so do the
 * words of an {@code @Order}, which in a fragment comes before that of its phases. Neighbouring installs of the same
 * kind then become one.
 */
final class Ordering {
    private static final Comparator<Item> IN_FRAGMENT =
            Comparator.comparing(Item::phase).thenComparing(Item::path, Position::compare);
    private static final Comparator<Item> ON_DECLARATION = Comparator.<Item, Integer>comparing(Ordering::part)
            .thenComparing(Item::varies)
            .thenComparing(IN_FRAGMENT);

    private final List<WordOrder> orders;

    private Ordering(List<WordOrder> orders) {
        this.orders = orders;
    }

    /**
     * Orders and merges.
     *
     * @throws OrderException if orders contradict each other or a fragment's own order
     */
    static List<Step> order(List<Item> items, List<WordOrder> orders) {
        return merge(new Ordering(orders).sequence(items, 0));
    }

    /** The items of a declaration, or of the fragment that is {@code depth} steps along all their paths. */
    private List<Item> sequence(List<Item> items, int depth) {
        Level level = new Level(depth, orders, uses(items, depth));
        List<Item> rest = new ArrayList<>(items);
        rest.sort(depth == 0 ? ON_DECLARATION : IN_FRAGMENT);
        List<Item> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            Item next = rest.stream()
                    .filter(item -> rest.stream().noneMatch(other -> level.mustPrecede(other, item)))
                    .findFirst()
                    .orElseThrow(() -> level.contradiction(rest));
            ordered.add(next);
            rest.remove(next);
        }
        return ordered;
    }

    /** What each annotation at a depth brings, in order. */
    private Map<Position, List<Item>> uses(List<Item> items, int depth) {
        Map<Position, List<Item>> uses = new TreeMap<>();
        for (Item item : items) {
            uses.computeIfAbsent(item.path().get(depth), position -> new ArrayList<>())
                    .add(item);
        }
        uses.replaceAll((position, brought) ->
                brought.get(0).path().size() > depth + 1 ? sequence(brought, depth + 1) : brought);
        return uses;
    }

    /** What must hold among the annotations of one declaration or fragment. */
    private record Level(int depth, List<WordOrder> orders, Map<Position, List<Item>> uses) {
        boolean mustPrecede(Item first, Item second) {
            Position left = first.path().get(depth);
            Position right = second.path().get(depth);
            if (left.equals(right)) {
                List<Item> use = Objects.requireNonNull(uses.get(left));
                return use.indexOf(first) < use.indexOf(second);
            }
            boolean keepsOrder = first.phase() == Phase.COMMANDS || first.phase() == Phase.ENVIRONMENT;
            if (left.word().equals(right.word()) && keepsOrder && first.phase() == second.phase()) {
                return left.index() < right.index();
            }
            return order(first, second).isPresent();
        }

        private Optional<WordOrder> order(Item first, Item second) {
            return orders.stream()
                    .filter(order -> order.fragment().size() == depth && order.contains(first.path()))
                    .filter(order -> order.puts(
                            first.path().get(depth).word(),
                            second.path().get(depth).word()))
                    .findFirst();
        }

        /** Some circle among steps of which none can be first. */
        OrderException contradiction(List<Item> rest) {
            Set<Item> path = new LinkedHashSet<>();
            Item item = rest.get(0);
            while (path.add(item)) {
                Item blocked = item;
                item = rest.stream()
                        .filter(other -> mustPrecede(other, blocked))
                        .findFirst()
                        .orElseThrow();
            }
            List<Item> walked = new ArrayList<>(path);
            List<Item> circle = new ArrayList<>(walked.subList(walked.indexOf(item), walked.size()));
            Collections.reverse(circle);
            circle.add(circle.get(0));
            WordOrder order = IntStream.range(1, circle.size())
                    .mapToObj(i -> order(circle.get(i - 1), circle.get(i)))
                    .flatMap(Optional::stream)
                    .min(Comparator.comparing(orders::indexOf))
                    .orElseThrow();
            return new OrderException(order, circle.stream().map(this::name).toList());
        }

        private String name(Item item) {
            return Position.simpleName(item.path().get(depth).word());
        }
    }

    private static int part(Item item) {
        if (item.phase() == Phase.SHELL) {
            return 0;
        }
        return item.phase().isConfiguration() ? 2 : 1;
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
