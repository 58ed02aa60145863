package dev.slipway.processor.render;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Family;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Everything that is generated from a family besides Java. */
public final class Renderers {
    private Renderers() {}

    /**
     * The files of a family, the same for the same family and context.
     *
     * @throws IllegalArgumentException if the family has no graph, or says something that a Dockerfile cannot
     */
    public static List<RenderedFile> render(Family family, ContextReader context) {
        BuildGraph graph = BuildGraph.of(family);
        return List.of(text("graph.json", Json.print(GraphDocument.write(graph))));
    }

    private static RenderedFile text(String path, String content) {
        return new RenderedFile(path, content.getBytes(StandardCharsets.UTF_8), false);
    }
}
