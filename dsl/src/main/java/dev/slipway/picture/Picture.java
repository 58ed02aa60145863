package dev.slipway.picture;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Base;
import dev.slipway.model.ImageDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Images and which of them needs which.
 *
 * @param title what they are
 * @param boxes one an image, each after those that it needs
 */
public record Picture(String title, List<Box> boxes) {
    /**
     * An image of one variant.
     *
     * @param id of its node
     * @param description what it is for; may be empty
     * @param ground the image of somebody else's that it starts from
     * @param needs ids of the boxes that it starts or copies from
     */
    public record Box(String id, String description, Optional<String> ground, boolean published, List<String> needs) {
        public Box {
            needs = List.copyOf(needs);
        }

        private Box among(Set<String> ids) {
            return new Box(
                    id,
                    description,
                    ground,
                    published,
                    needs.stream().filter(ids::contains).toList());
        }
    }

    public Picture {
        boxes = List.copyOf(boxes);
    }

    /** All of a graph. */
    public static Picture of(BuildGraph graph) {
        return new Picture(
                graph.family().repository(),
                graph.nodes().stream().map(node -> box(graph, node)).toList());
    }

    /** Those boxes only, and what they need of each other. */
    public Picture only(Set<String> ids) {
        return new Picture(
                title,
                boxes.stream()
                        .filter(box -> ids.contains(box.id()))
                        .map(box -> box.among(ids))
                        .toList());
    }

    /** Both, side by side. */
    public Picture beside(Picture other) {
        return new Picture(
                title.equals(other.title) ? title : title + ", " + other.title,
                Stream.concat(boxes.stream(), other.boxes.stream()).toList());
    }

    private static Box box(BuildGraph graph, Node node) {
        String description = graph.family()
                .image(node.image())
                .map(ImageDefinition::description)
                .orElse("");
        return new Box(node.id(), description, ground(node), node.published(), node.dependencies());
    }

    private static Optional<String> ground(Node node) {
        return node.main().base().accept(new Base.Cases<>() {
            @Override
            public Optional<String> external(Base.External base) {
                return Optional.of(base.reference().value());
            }

            @Override
            public Optional<String> ofImage(Base.OfImage base) {
                return Optional.empty();
            }

            @Override
            public Optional<String> ofStage(Base.OfStage base) {
                return Optional.empty();
            }
        });
    }
}
