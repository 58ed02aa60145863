package dev.slipway.runner.engine.docker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Dockerfile, and what its steps are in our graph.
 *
 * @param stages in order
 */
record Dockerfile(List<Part> stages) {
    /** BuildKit names no stage in its progress where there is but one. */
    private static final String ANOTHER = "FROM scratch AS slipway.nothing\n";

    Dockerfile {
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param name in this Dockerfile
     * @param text its lines, each ending with a line break
     * @param places of the vertices that BuildKit makes of it, in order
     * @param bases images of somebody else's that it takes files from
     * @param contexts names in the text that stand for what other targets build
     */
    record Part(String name, String text, List<Place> places, List<Place.OfBase> bases, Set<String> contexts) {
        Part {
            places = List.copyOf(places);
            bases = List.copyOf(bases);
            contexts = Set.copyOf(contexts);
        }
    }

    /** There is no line for another frontend than the builder's own: it would be fetched from Docker Hub. */
    String text() {
        String all = stages.stream().map(Part::text).collect(Collectors.joining("\n"));
        return stages.size() == 1 ? all + "\n" + ANOTHER : all;
    }

    /** What is built elsewhere. */
    Set<String> contexts() {
        return stages.stream().flatMap(stage -> stage.contexts().stream()).collect(Collectors.toSet());
    }

    /** The places of the vertices of each stage, in order, by its name. */
    Map<String, List<Place>> places() {
        return stages.stream().collect(Collectors.toMap(Part::name, Part::places));
    }
}
