package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every image of every variant, each after those that it needs.
 *
 * @param family what it was made from
 * @param nodes in an order in which they can be built
 */
public record BuildGraph(Family family, List<Node> nodes) {
    public BuildGraph {
        nodes = List.copyOf(nodes);
    }

    /**
     * Expands a family.
     *
     * @throws CycleException if images need each other in a circle
     * @throws IllegalArgumentException if a reference means nothing, an image is unknown or two variants share a tag,
     *     naming the image
     */
    public static BuildGraph of(Family family) {
        return new Expansion(family).graph();
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The nodes given and all that they need, in build order. */
    public List<Node> closure(Set<String> ids) {
        Set<String> needed = new LinkedHashSet<>(ids);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i).id())) {
                needed.addAll(nodes.get(i).dependencies());
            }
        }
        return nodes.stream().filter(node -> needed.contains(node.id())).toList();
    }

    /** The same images made in another way: each node gets the stages that are said of it, and a digest that fits them. */
    public BuildGraph withStages(Function<Node, List<Stage>> stages) {
        Map<String, ContextFile> context = byPath(family);
        Map<String, String> digests = new HashMap<>();
        List<Node> changed = new ArrayList<>();
        for (Node node : nodes) {
            List<Stage> others = stages.apply(node);
            List<String> needed = node.dependencies().stream()
                    .map(id -> digests.getOrDefault(id, ""))
                    .toList();
            String digest = Digests.of(others, context, needed);
            digests.put(node.id(), digest);
            changed.add(node.with(others, digest));
        }
        return new BuildGraph(family, changed);
    }

    private static Map<String, ContextFile> byPath(Family family) {
        return family.context().stream().collect(Collectors.toMap(ContextFile::path, file -> file));
    }

    /** Whom the base of a stage runs as; empty for root or where it is not ours to know. */
    public static Text inheritedUser(Family family, ImageDefinition image, StageDefinition stage) {
        return stage.base().accept(new Base.Cases<>() {
            @Override
            public Text external(Base.External base) {
                return Text.empty();
            }

            @Override
            public Text ofImage(Base.OfImage base) {
                ImageDefinition parent = image(family, base.image(), image);
                return Lowering.finalUser(parent.main(), inheritedUser(family, parent, parent.main()));
            }

            @Override
            public Text ofStage(Base.OfStage base) {
                StageDefinition parent = image.builders().stream()
                        .filter(builder -> builder.name().equals(base.stage()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "image '" + image.name() + "' has no stage '" + base.stage() + "'"));
                return Lowering.finalUser(parent, inheritedUser(family, image, parent));
            }
        });
    }

    private static ImageDefinition image(Family family, String name, ImageDefinition from) {
        return family.image(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "image '" + from.name() + "' needs image '" + name + "', which does not exist"));
    }

    /** The work of {@link #of}, with what it has found so far. */
    private static final class Expansion {
        private final Family family;
        private final Map<String, ContextFile> context;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final Map<String, String> owners = new HashMap<>();
        private final Set<String> finished = new LinkedHashSet<>();

        Expansion(Family family) {
            this.family = family;
            this.context = byPath(family);
        }

        BuildGraph graph() {
            family.images().forEach(image -> expand(image, new LinkedHashSet<>()));
            return new BuildGraph(family, List.copyOf(nodes.values()));
        }

        private void expand(ImageDefinition image, Set<String> path) {
            if (!path.add(image.name())) {
                List<String> all = new ArrayList<>(path);
                List<String> circle = new ArrayList<>(all.subList(all.indexOf(image.name()), all.size()));
                circle.add(image.name());
                throw new CycleException(circle);
            }
            if (!finished.contains(image.name())) {
                image.neededImages().forEach(needed -> expand(image(family, needed, image), path));
                Variants.of(family, image).forEach(variant -> add(image, variant));
                finished.add(image.name());
            }
            path.remove(image.name());
        }

        private void add(ImageDefinition image, Map<String, Release> variant) {
            Bindings bindings = new Bindings(family, variant);
            SortedMap<String, String> needed = new TreeMap<>();
            image.neededImages().forEach(name -> needed.put(name, nodeOf(image(family, name, image), variant, image)));
            Resolution resolution = new Resolution(bindings, needed);
            try {
                Node node = node(image, variant, resolution, List.copyOf(needed.values()));
                String owner = owners.putIfAbsent(node.image() + ":" + node.tag(), node.id());
                if (owner != null) {
                    throw new IllegalArgumentException(
                            "tag '" + node.tag() + "' stands for both " + owner + " and " + node.id());
                }
                nodes.put(node.id(), node);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("image '" + image.name() + "': " + e.getMessage(), e);
            }
        }

        private Node node(
                ImageDefinition image, Map<String, Release> variant, Resolution resolution, List<String> needed) {
            List<Stage> stages = image.stages()
                    .map(stage -> new Stage(
                                    stage.name(),
                                    stage.base(),
                                    Lowering.lower(family, stage, inheritedUser(family, image, stage)))
                            .resolve(resolution))
                    .toList();
            List<Check> checks = image.checks().stream()
                    .map(check -> new Check(
                            resolution.text(check.command()), resolution.text(check.prints()), check.origin()))
                    .toList();
            SortedMap<String, String> versions = new TreeMap<>();
            variant.forEach((axis, release) -> versions.put(axis, release.version()));
            return new Node(
                    id(image, variant),
                    image.name(),
                    versions,
                    tag(image.tag(), resolution.bindings()),
                    image.published(),
                    stages,
                    checks,
                    needed,
                    Digests.of(
                            stages,
                            context,
                            needed.stream().map(id -> digest(id)).toList()),
                    image.origin());
        }

        private String digest(String id) {
            Node node = nodes.get(id);
            if (node == null) {
                throw new IllegalArgumentException("needs " + id + ", which is not built");
            }
            return node.digest();
        }

        private String nodeOf(ImageDefinition needed, Map<String, Release> variant, ImageDefinition by) {
            Map<String, Release> restricted = new LinkedHashMap<>();
            for (String axis : needed.forEach()) {
                Release release = variant.get(axis);
                if (release == null) {
                    throw new IllegalArgumentException("image '" + by.name() + "' needs image '" + needed.name()
                            + "', which varies by axis '" + axis + "', and does not vary by it");
                }
                restricted.put(axis, release);
            }
            return id(needed, restricted);
        }

        private static String id(ImageDefinition image, Map<String, Release> variant) {
            return Stream.concat(
                            Stream.of(image.name()),
                            Stream.of(variant.values().stream()
                                            .map(Release::version)
                                            .collect(Collectors.joining("-")))
                                    .filter(versions -> !versions.isEmpty()))
                    .collect(Collectors.joining(":"));
        }
    }

    /** A tag: lists join with a dash, the tilde of a pre-release disappears. */
    public static String tag(Text tag, Bindings bindings) {
        return tag.replace((Reference reference) -> Text.literal(String.join("-", bindings.values(reference))))
                .value()
                .replace("~", "");
    }
}
