package dev.slipway.processor.render;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Lowering;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Origin;
import dev.slipway.model.Reference;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one Dockerfile is made of: an image with all that it needs, for all variants.
 *
 * @param image the published image
 * @param variants the newest last, whose values are the defaults; at least one
 * @param parts the stages, each after those that it needs, the image's own last
 */
record Recipe(ImageDefinition image, List<Variant> variants, List<Part> parts) {
    /**
     * A stage of a Dockerfile.
     *
     * @param owner the image that declares it
     * @param name its name in every file
     * @param description what people read above it and in {@code docker build --call=targets}
     * @param stage its base and its operations, references unresolved
     */
    record Part(ImageDefinition owner, String name, String description, Stage stage) {
        NavigableSet<Reference> references() {
            NavigableSet<Reference> references = new TreeSet<>();
            stage.base().references().forEach(references::add);
            stage.operations().stream()
                    .flatMap(operation -> operation.instructions().stream())
                    .forEach(instruction -> references.addAll(instruction.references()));
            return references;
        }
    }

    static Recipe of(BuildGraph graph, ImageDefinition image, StageNames names) {
        Map<String, Part> parts = new LinkedHashMap<>();
        collect(graph.family(), image, names, parts);
        return new Recipe(image, Variant.of(graph, image.name()), List.copyOf(parts.values()));
    }

    /** The build arguments, in order of their references' names. */
    NavigableSet<Reference> references() {
        NavigableSet<Reference> references = new TreeSet<>();
        parts.forEach(part -> references.addAll(part.references()));
        return references;
    }

    /** The files that its stages read, by path. */
    List<ContextFile> files(Collection<ContextFile> context) {
        return parts.stream()
                .flatMap(part -> ContextFiles.of(part.stage(), context).stream())
                .distinct()
                .sorted((left, right) -> left.path().compareTo(right.path()))
                .toList();
    }

    /** Whether a step reads all that there is in the context. */
    boolean takesWholeContext() {
        return parts.stream()
                .flatMap(part -> part.stage().operations().stream())
                .flatMap(operation -> operation.instructions().stream())
                .flatMap(ContextFiles::paths)
                .anyMatch(path -> path.equals("."));
    }

    private static void collect(Family family, ImageDefinition image, StageNames names, Map<String, Part> parts) {
        image.neededImages()
                .flatMap(needed -> family.image(needed).stream())
                .forEach(needed -> collect(family, needed, names, parts));
        for (StageDefinition definition : image.stages().toList()) {
            Text user = BuildGraph.inheritedUser(family, image, definition);
            List<Operation> operations = Lowering.lower(family, definition, user);
            varyingSources(definition).forEach(reference -> {
                String name = names.external(reference);
                Stage stage = new Stage(name, new Base.External(reference), List.of());
                parts.putIfAbsent(name, new Part(image, name, "Files to copy from.", stage));
            });
            boolean main = definition.name().equals(image.main().name());
            String name = names.stage(image, definition.name());
            String description = main ? image.description() : stageOf(definition.origin(), image);
            Stage stage = new Stage(definition.name(), definition.base(), operations);
            parts.putIfAbsent(name, new Part(image, name, description, stage));
        }
    }

    private static String stageOf(Origin stage, ImageDefinition image) {
        return "Stage " + stage.describeWithoutLine() + " of " + image.origin().describeWithoutLine() + ".";
    }

    private static Stream<Text> varyingSources(StageDefinition stage) {
        return stage.steps().stream()
                .flatMap(Step::sources)
                .flatMap(source -> StageNames.varyingExternal(source).stream());
    }
}
