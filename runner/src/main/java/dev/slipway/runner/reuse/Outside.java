package dev.slipway.runner.reuse;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What nodes take from outside of the definitions by a name that may come to stand for something else.
 *
 * @param bases references of images
 */
record Outside(List<String> bases, List<GitRef> sources) {
    /** A ref of a git repository; without a name, its default branch. */
    record GitRef(String url, String ref) {
        static GitRef of(Instruction.GitSource source) {
            return new GitRef(source.url().value(), source.ref().value());
        }
    }

    static Outside of(Collection<Node> nodes) {
        List<Stage> stages =
                nodes.stream().flatMap(node -> node.stages().stream()).toList();
        return new Outside(
                stages.stream()
                        .flatMap(Outside::sources)
                        .filter(Base.External.class::isInstance)
                        .map(base -> ((Base.External) base).reference().value())
                        .distinct()
                        .toList(),
                stages.stream()
                        .flatMap(Outside::instructions)
                        .filter(Instruction.GitSource.class::isInstance)
                        .map(instruction -> GitRef.of((Instruction.GitSource) instruction))
                        .distinct()
                        .toList());
    }

    /** All that a stage takes files from, each once. */
    static Stream<Base> sources(Stage stage) {
        return Stream.concat(Stream.of(stage.base()), instructions(stage).flatMap(Instruction::sources))
                .distinct();
    }

    private static Stream<Instruction> instructions(Stage stage) {
        return stage.operations().stream().flatMap(operation -> operation.instructions().stream());
    }
}
