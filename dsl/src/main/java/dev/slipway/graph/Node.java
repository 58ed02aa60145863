package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One image of one variant, all references resolved.
 *
 * @param id {@code extbuilder:16.13}, or the image's name alone where it does not vary
 * @param variant the version of each axis that it varies by
 * @param tag without repository and suffix: {@code 16.13-17.9-18.3}
 * @param stages in the order in which they can be built; the last becomes the image
 * @param dependencies ids of the nodes that its stages start from or copy from, in order
 * @param digest of its definition, its files and its dependencies, and of nothing else
 */
public record Node(
        String id,
        String image,
        SortedMap<String, String> variant,
        String tag,
        boolean published,
        List<Stage> stages,
        List<Check> checks,
        List<String> dependencies,
        String digest,
        Origin origin) {
    public Node {
        variant = Collections.unmodifiableSortedMap(new TreeMap<>(variant));
        stages = List.copyOf(stages);
        checks = List.copyOf(checks);
        dependencies = List.copyOf(dependencies);
    }

    /** The images of somebody else's that its stages start from or take files from, each once. */
    public Stream<String> externals() {
        return stages.stream()
                .flatMap(stage -> Stream.concat(
                        Stream.of(stage.base()),
                        stage.operations().stream()
                                .flatMap(operation -> operation.instructions().stream())
                                .flatMap(Instruction::sources)))
                .filter(Base.External.class::isInstance)
                .map(base -> ((Base.External) base).reference().value())
                .distinct();
    }

    /** The same image, made in another way. */
    public Node with(List<Stage> others, String itsDigest) {
        return new Node(id, image, variant, tag, published, others, checks, dependencies, itsDigest, origin);
    }

    /** The stage that becomes the image. */
    public Stage main() {
        return stages.get(stages.size() - 1);
    }
}
