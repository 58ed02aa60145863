package dev.slipway.processor.render;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.picture.DotRenderer;
import dev.slipway.picture.Picture;
import dev.slipway.picture.SvgRenderer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that is generated from a graph besides Java. */
public final class Renderers {
    private static final String DOCKERFILE = "Dockerfile";
    private static final String IGNORED = ".dockerignore";
    /** Names that mean something to builders at the top of a context. */
    private static final Set<String> OWN_FILES = Set.of(DOCKERFILE, IGNORED, DOCKERFILE + IGNORED);

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
        files.add(text("graph.dot", DotRenderer.render(Picture.of(graph))));
        files.add(text("graph.svg", SvgRenderer.render(Picture.of(graph))));
        return List.copyOf(files);
    }

    private static List<RenderedFile> folder(Family family, StageNames names, Recipe recipe, ContextReader context) {
        String folder = recipe.image().name() + "/";
        List<RenderedFile> files = new ArrayList<>();
        files.add(text(folder + DOCKERFILE, new DockerfileRenderer(family, names, recipe).render()));
        for (ContextFile file : recipe.files(family.context())) {
            if (OWN_FILES.contains(file.path())) {
                throw new IllegalArgumentException("image '" + recipe.image().name() + "' needs a file '" + file.path()
                        + "': the generated one stands there");
            }
            files.add(new RenderedFile(folder + file.path(), context.read(file.path()), file.executable()));
        }
        if (recipe.takesWholeContext()) {
            // What stands there besides the context's own files is none of the image's.
            files.add(text(folder + IGNORED, DOCKERFILE + "\n" + IGNORED + "\n"));
        }
        return files;
    }

    private static RenderedFile text(String path, String content) {
        return new RenderedFile(path, content.getBytes(StandardCharsets.UTF_8), false);
    }
}
