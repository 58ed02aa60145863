package dev.slipway.graph;

import dev.slipway.model.Axis;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The combinations of releases for which there are images: each a release by axis, oldest first. */
public final class Variants {
    private Variants() {}

    /**
     * Those of an image; one without releases where it does not vary.
     *
     * @throws IllegalArgumentException if it varies by an axis that the family does not have
     */
    public static List<Map<String, Release>> of(Family family, ImageDefinition image) {
        List<Axis> axes = image.forEach().stream()
                .map(name -> family.axis(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "image '" + image.name() + "' varies by axis '" + name + "', which does not exist")))
                .toList();
        return of(axes, image.exclusions());
    }

    /** Every combination of the axes' releases but those that are excluded. */
    public static List<Map<String, Release>> of(List<Axis> axes, List<Exclusion> exclusions) {
        List<Map<String, Release>> variants = List.of(Map.of());
        for (Axis axis : axes) {
            variants = variants.stream()
                    .flatMap(variant -> axis.releases().stream().map(release -> with(variant, axis, release)))
                    .toList();
        }
        return variants.stream()
                .filter(variant -> exclusions.stream().noneMatch(excluded -> excluded.matches(variant)))
                .toList();
    }

    private static Map<String, Release> with(Map<String, Release> variant, Axis axis, Release release) {
        Map<String, Release> extended = new LinkedHashMap<>(variant);
        extended.put(axis.name(), release);
        return extended;
    }
}
