package dev.slipway.runner.plan;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Axis;
import dev.slipway.model.ImageDefinition;
import dev.slipway.runner.profile.Omission;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that could be built here.
 *
 * @param graphs one a catalogue; no two have an image of the same name
 * @param omissions what a profile leaves out
 */
public record Inventory(List<BuildGraph> graphs, List<Omission> omissions) {
    public Inventory {
        graphs = List.copyOf(graphs);
        omissions = List.copyOf(omissions);
    }

    public Stream<Node> nodes() {
        return graphs.stream().flatMap(graph -> graph.nodes().stream());
    }

    /** Names of images, bases included. */
    public List<String> images() {
        return nodes().map(Node::image).distinct().toList();
    }

    Stream<Axis> axes() {
        return graphs.stream().flatMap(graph -> graph.family().axes().stream());
    }

    /** What the node's image is for. */
    public String description(Node node) {
        return graphOf(node)
                .family()
                .image(node.image())
                .map(ImageDefinition::description)
                .orElse("");
    }

    BuildGraph graphOf(Node node) {
        return graphs.stream()
                .filter(graph -> graph.family().image(node.image()).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown node " + node.id()));
    }
}
