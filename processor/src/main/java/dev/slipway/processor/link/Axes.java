package dev.slipway.processor.link;

import dev.slipway.model.Axis;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.validate.AxisReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** The axes of a catalogue, by the enums that declare them. */
record Axes(Map<TypeElement, Axis> byType) {
    static Axes read(List<TypeElement> enums, AxisReader reader, Findings findings) {
        Map<TypeElement, Axis> byType = new LinkedHashMap<>();
        for (TypeElement type : enums) {
            Axis axis = reader.read(type);
            if (byType.values().stream().anyMatch(other -> other.name().equals(axis.name()))) {
                findings.report(
                        Rule.DUPLICATE_AXIS,
                        Words.first(type, dev.slipway.dsl.Axis.class)
                                .orElseThrow()
                                .place("value"),
                        "two axes are called '" + axis.name() + "'. Rename one of them");
            }
            byType.put(type, axis);
        }
        return new Axes(byType);
    }

    Optional<Axis> of(TypeElement type) {
        return Optional.ofNullable(byType.get(type));
    }

    Optional<Axis> named(String name) {
        return all().stream().filter(axis -> axis.name().equals(name)).findFirst();
    }

    List<Axis> all() {
        return List.copyOf(byType.values());
    }

    List<String> names() {
        return all().stream().map(Axis::name).toList();
    }
}
