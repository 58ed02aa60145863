package dev.slipway.processor.render;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that is generated from a graph besides Java. */
public final class Renderers {
    private Renderers() {}

    /**
     * The files of a graph, the same for the same graph and context: for each published image a folder that {@code
     * docker build} takes, and a Bake file, the graph and pictures of it for all of them.
     *
     * @throws IllegalArgumentException if it says something that a Dockerfile cannot
     */
    public static List<RenderedFile> render(BuildGraph graph, ContextReader context) {
        Family family = graph.family();
        StageNames names = new StageNames(family);
        List<Recipe> recipes = family.images().stream()
                .filter(ImageDefinition::published)
                .map(image -> Recipe.of(graph, image, names))
                .filter(recipe -> !recipe.variants().isEmpty())
                .toList();
        List<RenderedFile> files = new ArrayList<>();
        recipes.forEach(recipe -> files.addAll(folder(family, names, recipe, context)));
        files.add(text("docker-bake.json", BakeRenderer.render(family, recipes)));
        files.add(text("graph.json", Json.print(GraphDocument.write(graph))));
        files.add(text("graph.dot", DotRenderer.render(graph)));
        files.add(text("graph.svg", SvgRenderer.render(graph)));
        return List.copyOf(files);
    }

    private static List<RenderedFile> folder(Family family, StageNames names, Recipe recipe, ContextReader context) {
        String folder = recipe.image().name() + "/";
        List<RenderedFile> files = new ArrayList<>();
        files.add(text(folder + "Dockerfile", new DockerfileRenderer(family, names, recipe).render()));
        for (ContextFile file : recipe.files(family.context())) {
            if (file.path().equals("Dockerfile")) {
                throw new IllegalArgumentException("image '" + recipe.image().name()
                        + "' needs a file 'Dockerfile': the generated one stands there");
            }
            files.add(new RenderedFile(folder + file.path(), context.read(file.path()), file.executable()));
        }
        return files;
    }

    private static RenderedFile text(String path, String content) {
        return new RenderedFile(path, content.getBytes(StandardCharsets.UTF_8), false);
    }
}
