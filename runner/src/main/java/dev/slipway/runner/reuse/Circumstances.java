package dev.slipway.runner.reuse;

import dev.slipway.graph.Node;
import dev.slipway.model.ContextFile;
import java.util.List;
import java.util.Map;

/**
 * What images depend on beside their definitions.
 *
 * @param platforms that they are for, in any order
 * @param files that definitions may name, by the name of the image
 */
public record Circumstances(List<String> platforms, Map<String, List<ContextFile>> files) {
    public Circumstances {
        platforms = platforms.stream().distinct().sorted().toList();
        files = Map.copyOf(files);
    }

    /** Nobody can tell what an image would be that is for whatever a builder likes. */
    boolean areKnown() {
        return !platforms.isEmpty();
    }

    List<ContextFile> files(Node node) {
        return files.getOrDefault(node.image(), List.of());
    }
}
