package dev.slipway.runner.template;

import dev.slipway.graph.Bindings;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.graph.Variants;
import dev.slipway.model.Axis;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What templates can refer to: references to axes and sources as definitions have them, and beside them
 *
 * <ul>
 *   <li>{@code image.NAME}, an image without its tag: {@code citus/extbuilder};
 *   <li>{@code tag.NAME}, the tag of an image that has one only, without the suffix;
 *   <li>{@code suffix}, what stands behind every tag;
 *   <li>{@code repository}, what stands before every image.
 * </ul>
 */
public record Names(Inventory inventory, Destination destination) {
    private static final String IMAGE = "image.";
    private static final String TAG = "tag.";

    /** The same for one release of each axis. */
    record Variant(Names names, Map<String, Release> releases) {
        /** The value of a reference; throws an IllegalArgumentException if it has none, saying why. */
        String value(String reference) {
            return names.value(reference, releases);
        }
    }

    /** One for each release of the axes that these refer to the release of, oldest first; else one. */
    List<Variant> variants(List<String> references) {
        List<Axis> axes = references.stream()
                .map(Reference::of)
                .filter(reference -> !reference.spansAllReleases())
                .map(Reference::root)
                .distinct()
                .flatMap(this::axes)
                .toList();
        return Variants.of(axes, List.of()).stream()
                .map(releases -> new Variant(this, releases))
                .toList();
    }

    private Stream<Axis> axes(String name) {
        return inventory.graphs().stream()
                .flatMap(graph -> graph.family().axis(name).stream())
                .limit(1);
    }

    private String value(String reference, Map<String, Release> releases) {
        if (reference.equals("suffix")) {
            return destination.suffix().text();
        }
        if (reference.equals("repository")) {
            return repository();
        }
        if (reference.startsWith(IMAGE)) {
            return image(reference.substring(IMAGE.length()));
        }
        if (reference.startsWith(TAG)) {
            return tag(reference.substring(TAG.length()));
        }
        Reference axis = Reference.of(reference);
        return new Bindings(owner(axis).family(), releases).value(axis);
    }

    private BuildGraph owner(Reference reference) {
        return inventory.graphs().stream()
                .filter(graph -> graph.family().axis(reference.root()).isPresent()
                        || graph.family().source(reference.name()).isPresent())
                .findFirst()
                .orElse(inventory.graphs().get(0));
    }

    private String repository() {
        List<String> all =
                inventory.graphs().stream().map(this::repository).distinct().toList();
        if (all.size() > 1) {
            throw new IllegalArgumentException("the catalogues have several repositories, " + String.join(" and ", all)
                    + ". Name one with --repo");
        }
        return all.get(0);
    }

    private String repository(BuildGraph graph) {
        return destination
                .repository()
                .map(Repository::name)
                .orElse(graph.family().repository());
    }

    private String image(String name) {
        nodes(name);
        return inventory.graphs().stream()
                .filter(graph -> graph.family().image(name).isPresent())
                .map(graph -> repository(graph) + "/" + name)
                .findFirst()
                .orElseThrow();
    }

    private String tag(String name) {
        List<String> tags = nodes(name).stream().map(Node::tag).toList();
        if (tags.size() > 1) {
            throw new IllegalArgumentException(
                    "image '" + name + "' has more than one tag: " + String.join(", ", tags));
        }
        return tags.get(0);
    }

    private List<Node> nodes(String name) {
        List<Node> nodes =
                inventory.nodes().filter(node -> node.image().equals(name)).toList();
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(inventory.omissions().stream()
                    .filter(omission -> omission.image().equals(name))
                    .findFirst()
                    .map(omission -> "image '" + name + "' is left out by the profile: " + omission.because())
                    .orElseGet(() ->
                            "there is no image '" + name + "'." + Suggestion.didYouMean(name, inventory.images())));
        }
        return nodes;
    }
}
