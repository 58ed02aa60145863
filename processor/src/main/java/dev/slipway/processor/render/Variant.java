package dev.slipway.processor.render;

import dev.slipway.graph.Bindings;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Family;
import dev.slipway.model.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An image of one variant, and what references stand for in it. */
record Variant(Node node, Bindings bindings) {
    /** The variants of an image, the newest last. */
    static List<Variant> of(BuildGraph graph, String image) {
        return graph.nodes().stream()
                .filter(node -> node.image().equals(image))
                .map(node -> new Variant(node, new Bindings(graph.family(), releases(graph.family(), node))))
                .toList();
    }

    private static Map<String, Release> releases(Family family, Node node) {
        Map<String, Release> releases = new LinkedHashMap<>();
        node.variant()
                .forEach((axis, version) -> family.axis(axis).stream()
                        .flatMap(found -> found.releases().stream())
                        .filter(release -> release.version().equals(version))
                        .forEach(release -> releases.put(axis, release)));
        return releases;
    }
}
