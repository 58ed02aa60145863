package dev.slipway.runner.engine.docker;

import dev.slipway.runner.registry.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what vertices are by their names, which BuildKit makes of names and numbers in Dockerfiles. */
final class BuildMap {
    /** A platform and Bake's name of the target may stand before the stage. */
    private static final Pattern STEP =
            Pattern.compile("\\[(?:[^\\]]* )?(?<stage>slipway\\.[^ \\]]+) +(?<number>[0-9]+)/");

    private static final Pattern BASE =
            Pattern.compile("(?:.* load metadata for |(?:\\[.*\\] )?FROM )(?<reference>(?<name>[^@ ]+)(?:@.*)?)");

    private final Map<String, List<Place>> stages = new HashMap<>();
    private final Map<String, Place.OfBase> bases = new HashMap<>();

    /** @param dockerfiles that of the node itself last: of a base that several nodes have, that one is told */
    BuildMap(List<Dockerfile> dockerfiles) {
        for (Dockerfile dockerfile : dockerfiles) {
            stages.putAll(dockerfile.places());
            dockerfile.stages().stream()
                    .flatMap(stage -> stage.bases().stream())
                    .forEach(base -> bases.put(base.pulled(), base));
        }
    }

    /**
     * Where a vertex stands.
     *
     * @param key tells it from all others, but for those that do the same for other platforms
     */
    record Spot(String key, Place place) {}

    /** What the vertex of a name is; empty if it is BuildKit's own business. */
    Optional<Spot> find(String name) {
        Matcher step = STEP.matcher(name);
        Optional<Spot> base = base(name);
        return base.isPresent() || !step.lookingAt()
                ? base
                : step(step.group("stage"), Integer.parseInt(step.group("number")));
    }

    private Optional<Spot> step(String stage, int number) {
        List<Place> places = stages.getOrDefault(stage, List.of());
        return number > places.size()
                ? Optional.empty()
                : Optional.of(new Spot(key(stage, number), places.get(number - 1)));
    }

    private Optional<Spot> base(String name) {
        Matcher matcher = BASE.matcher(name);
        // Definitions may have the digest, and BuildKit adds the one that it has found.
        return matcher.matches()
                ? Stream.of(matcher.group("reference"), matcher.group("name"))
                        .flatMap(reference -> Optional.ofNullable(bases.get(full(reference))).stream())
                        .map(base -> new Spot(base.pulled(), base))
                        .findFirst()
                : Optional.empty();
    }

    private static String full(String reference) {
        try {
            return ImageReference.parse(reference).toString();
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }

    /** The keys of all vertices of a step; none if it changes the configuration only. */
    List<String> keys(String node, String stage, int index) {
        List<String> keys = new ArrayList<>();
        stages.forEach((name, places) -> {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i) instanceof Place.OfStep step
                        && step.node().equals(node)
                        && step.stage().equals(stage)
                        && step.index() == index) {
                    keys.add(key(name, i + 1));
                }
            }
        });
        return keys;
    }

    private static String key(String stage, int number) {
        return stage + " " + number;
    }
}
