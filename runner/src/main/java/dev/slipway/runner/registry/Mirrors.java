package dev.slipway.runner.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is asked for what a registry has before that is.
 *
 * @param of those of each registry, in the order in which they are asked
 */
public record Mirrors(Map<String, List<Mirror>> of) {
    /** Every registry is asked itself. */
    public static final Mirrors NONE = new Mirrors(Map.of());

    public Mirrors {
        of = of.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        of.keySet().forEach(ImageReference::checkRegistry);
    }

    /** These, and the others for the registries that have none here. */
    public Mirrors or(Mirrors others) {
        Map<String, List<Mirror>> all = new HashMap<>(others.of);
        all.putAll(of);
        return new Mirrors(all);
    }

    List<Mirror> of(ImageReference reference) {
        return of.getOrDefault(reference.registry(), List.of());
    }
}
