package dev.slipway.processor;

import dev.slipway.dsl.Image;
import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.render.ContextReader;
import dev.slipway.processor.render.RenderedFile;
import dev.slipway.processor.render.Renderers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a family without mistakes becomes.
 *
 * @param graph its expansion, of which everything else is made
 * @param files all that is generated besides Java
 */
record Rendering(BuildGraph graph, List<RenderedFile> files) {
    /** Expands and renders a family; empty if some image cannot be expressed, which is reported. */
    static Optional<Rendering> of(Family family, ContextReader context, Declarations declarations, Findings findings) {
        try {
            return Optional.of(of(family, context));
        } catch (IllegalArgumentException e) {
            report(family, context, declarations, findings);
            if (!findings.hasErrors()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Rendering of(Family family, ContextReader context) {
        BuildGraph graph = BuildGraph.of(family);
        return new Rendering(graph, Renderers.render(graph, context));
    }

    /** Tries each image alone, but for those that need one with a mistake. */
    private static void report(Family family, ContextReader context, Declarations declarations, Findings findings) {
        Set<String> mistaken = new HashSet<>();
        for (ImageDefinition image : family.images()) {
            if (image.neededImages().anyMatch(mistaken::contains)) {
                mistaken.add(image.name());
                continue;
            }
            try {
                of(alone(family, image), context);
            } catch (IllegalArgumentException e) {
                mistaken.add(image.name());
                findings.report(Rule.NOT_EXPRESSIBLE, place(image, declarations), String.valueOf(e.getMessage()));
            }
        }
    }

    private static Place place(ImageDefinition image, Declarations declarations) {
        return declarations.images().stream()
                .filter(element ->
                        element.getQualifiedName().contentEquals(image.origin().type()))
                .flatMap(element -> Words.first(element, Image.class).stream())
                .findFirst()
                .orElseThrow()
                .place();
    }

    /** The image and what it needs, as a family that publishes it alone. */
    private static Family alone(Family family, ImageDefinition image) {
        Set<String> names = needed(family, image);
        List<ImageDefinition> images = family.images().stream()
                .filter(each -> names.contains(each.name()))
                .map(each -> published(each, each.equals(image)))
                .toList();
        return new Family(family.repository(), family.sources(), family.axes(), images, family.context());
    }

    /** Every image stands after those that it needs. */
    private static Set<String> needed(Family family, ImageDefinition image) {
        Set<String> names = new LinkedHashSet<>(Set.of(image.name()));
        List<ImageDefinition> images = new ArrayList<>(family.images());
        for (int i = images.size() - 1; i >= 0; i--) {
            if (names.contains(images.get(i).name())) {
                images.get(i).neededImages().forEach(names::add);
            }
        }
        return names;
    }

    private static ImageDefinition published(ImageDefinition image, boolean published) {
        return new ImageDefinition(
                image.name(),
                image.tag(),
                image.description(),
                published,
                image.forEach(),
                image.forAll(),
                image.exclusions(),
                image.builders(),
                image.main(),
                image.checks(),
                image.origin());
    }
}
