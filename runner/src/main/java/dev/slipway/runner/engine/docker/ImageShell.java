package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shell of an image, with its options, as the definitions tell; somebody else's image has the usual one. */
final class ImageShell {
    private static final List<String> USUAL = List.of("/bin/sh", "-c");

    private ImageShell() {}

    /** @param nodes those that the node depends on, by id */
    static List<String> of(Node node, Map<String, Node> nodes) {
        return of(node, node.main(), nodes);
    }

    private static List<String> of(Node node, Stage stage, Map<String, Node> nodes) {
        return own(stage)
                .orElseGet(() -> stage.base().accept(new Base.Cases<>() {
                    @Override
                    public List<String> external(Base.External base) {
                        return USUAL;
                    }

                    @Override
                    public List<String> ofImage(Base.OfImage base) {
                        Node parent = nodes.get(base.image());
                        return parent == null ? USUAL : of(parent, nodes);
                    }

                    @Override
                    public List<String> ofStage(Base.OfStage base) {
                        return node.stages().stream()
                                .filter(earlier -> earlier.name().equals(base.stage()))
                                .findFirst()
                                .map(earlier -> of(node, earlier, nodes))
                                .orElse(USUAL);
                    }
                }));
    }

    private static Optional<List<String>> own(Stage stage) {
        return stage.operations().stream()
                .flatMap(operation -> operation.instructions().stream())
                .filter(Instruction.Invocation.class::isInstance)
                .map(Instruction.Invocation.class::cast)
                .filter(invocation -> invocation.kind() == Instruction.Invocation.Kind.SHELL)
                .reduce((first, second) -> second)
                .map(shell -> shell.arguments().stream().map(Text::value).toList());
    }
}
