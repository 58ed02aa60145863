package dev.slipway.model;

import java.util.List;
import java.util.Optional;

/**
 * All that a catalogue declares.
 *
 * @param repository where its images are pushed by default: {@code citus}
 * @param images each after those it needs, otherwise by name
 * @param context every file that a step names, by path
 */
public record Family(
        String repository,
        List<NamedSource> sources,
        List<Axis> axes,
        List<ImageDefinition> images,
        List<ContextFile> context) {
    public Family {
        sources = List.copyOf(sources);
        axes = List.copyOf(axes);
        images = List.copyOf(images);
        context = List.copyOf(context);
    }

    public Optional<Axis> axis(String name) {
        return axes.stream().filter(axis -> axis.name().equals(name)).findFirst();
    }

    public Optional<NamedSource> source(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    public Optional<ImageDefinition> image(String name) {
        return images.stream().filter(image -> image.name().equals(name)).findFirst();
    }
}
