package dev.slipway.processor.validate;

import dev.slipway.model.Base;
import dev.slipway.model.Origin;
import dev.slipway.model.Step;
import dev.slipway.processor.diagnostic.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stage as its declaration alone says.
 *
 * @param base what it starts from; empty where that is a mistake, which has been reported
 * @param steps in no order yet
 */
public record StageDraft(
        String name,
        Optional<Base> base,
        Place basePlace,
        List<PlacedStep> steps,
        List<PlacedOrder> orders,
        Origin origin) {
    public StageDraft {
        steps = List.copyOf(steps);
        orders = List.copyOf(orders);
    }

    /** The images that it starts from or takes files from, by name, with the first place that says so. */
    Map<String, Place> neededImages() {
        Map<String, Place> needed = new LinkedHashMap<>();
        needs().filter(need -> need.base() instanceof Base.OfImage)
                .forEach(need -> needed.putIfAbsent(((Base.OfImage) need.base()).image(), need.place()));
        return needed;
    }

    /** The stages that it starts from or copies from, likewise. */
    public Map<String, Place> neededStages() {
        Map<String, Place> needed = new LinkedHashMap<>();
        needs().filter(need -> need.base() instanceof Base.OfStage)
                .forEach(need -> needed.putIfAbsent(((Base.OfStage) need.base()).stage(), need.place()));
        return needed;
    }

    private Stream<Need> needs() {
        Stream<Need> sources = steps.stream()
                .flatMap(placed -> placed.step().sources().map(source -> new Need(source, placed.place())));
        return Stream.concat(base.stream().map(start -> new Need(start, basePlace)), sources);
    }

    private record Need(Base base, Place place) {}

    /**
     * A step and where it is written.
     *
     * @param path the annotation on the declaration that brought it, and through fragments the one that says it
     */
    public record PlacedStep(Step step, List<Position> path, Place place) {
        public PlacedStep {
            path = List.copyOf(path);
        }
    }

    /** An order and where it is written. */
    public record PlacedOrder(WordOrder order, Place place) {}
}
