package dev.slipway.runner.cli;

import dev.slipway.graph.Node;
import dev.slipway.runner.help.DiagnosticPages;
import dev.slipway.runner.plan.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be written for an argument, by what the argument is called in the help. */
record CompletedNames(Surroundings surroundings) {
    List<String> of(String label) {
        return switch (label) {
            case "SELECTOR", "REFERENCE|SELECTOR" -> selectors();
            case "NAME|FILE" -> surroundings.catalogs().get().profiles();
            case "TEMPLATE" -> new Templates(surroundings.catalogs().get()).names();
            case "TAG" -> DiagnosticPages.load().tags();
            default -> List.of();
        };
    }

    private List<String> selectors() {
        Inventory inventory =
                Setting.of(surroundings.catalogs().get(), Optional.empty()).inventory();
        Stream<String> releases = inventory
                .nodes()
                .flatMap(node -> node.variant().entrySet().stream())
                .map(release -> release.getKey() + "=" + release.getValue());
        return Stream.of(
                        inventory.images().stream(),
                        inventory.nodes().filter(Node::published).map(node -> node.image() + ":" + node.tag()),
                        releases)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }
}
