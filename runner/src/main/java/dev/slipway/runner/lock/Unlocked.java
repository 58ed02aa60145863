package dev.slipway.runner.lock;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.Origin;
import dev.slipway.runner.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that floats, as a lock does not hold it.
 *
 * @param what {@code base 'debian:bookworm'}
 * @param origins where its author asked for it
 */
public record Unlocked(String what, List<Origin> origins) {
    public Unlocked {
        origins = List.copyOf(origins);
    }

    /** As shown to people: {@code base 'debian:bookworm', ExtBuilder.java:14 @From}. */
    public String describe() {
        return what + origins.stream().map(origin -> ", " + origin.describe()).collect(Collectors.joining());
    }

    /**
     * All that floats in nodes, each once.
     *
     * @param nodes as the profile has them, without a lock
     */
    public static List<Unlocked> in(Lock lock, Profile profile, Family family, List<Node> nodes) {
        Search search = new Search(lock, profile, family);
        return nodes.stream().flatMap(search::node).distinct().toList();
    }

    private record Search(Lock lock, Profile profile, Family family) {
        Stream<Unlocked> node(Node node) {
            return node.stages().stream()
                    .flatMap(stage -> Stream.concat(
                            base(stage.base(), origins(node, stage)).stream(), steps(node, stage).stream()));
        }

        private List<Origin> origins(Node node, Stage stage) {
            return family.image(node.image()).stream()
                    .flatMap(image -> image.stages())
                    .filter(definition -> definition.name().equals(stage.name()))
                    .map(definition -> definition.origin())
                    .limit(1)
                    .toList();
        }

        private List<Unlocked> steps(Node node, Stage stage) {
            List<Unlocked> unlocked = new ArrayList<>();
            List<Optional<String>> names = InstallSteps.names(node, stage);
            for (int i = 0; i < names.size(); i++) {
                Operation step = stage.operations().get(i);
                step.instructions().forEach(instruction -> {
                    instruction
                            .sources()
                            .forEach(source -> base(source, step.origins()).ifPresent(unlocked::add));
                    git(instruction, step.origins()).ifPresent(unlocked::add);
                });
                alpine(node, stage, step).ifPresent(unlocked::add);
                names.get(i).ifPresent(name -> packages(name, node, stage, step).forEach(unlocked::add));
            }
            return unlocked;
        }

        private Optional<Unlocked> base(Base base, List<Origin> origins) {
            if (!(base instanceof Base.External external)) {
                return Optional.empty();
            }
            String reference = external.reference().value();
            boolean floats = Uses.recipe(profile, reference)
                            .filter(recipe -> !lock.holds(reference, recipe))
                            .isPresent()
                    || Uses.pulled(profile, reference)
                            .filter(pulled -> !lock.bases().containsKey(pulled))
                            .isPresent();
            return floats ? Optional.of(new Unlocked("base '" + reference + "'", origins)) : Optional.empty();
        }

        private Optional<Unlocked> git(Instruction instruction, List<Origin> origins) {
            return Uses.gitName(instruction)
                    .filter(name -> !lock.git().containsKey(name))
                    .map(name -> new Unlocked("git source '" + name + "'", origins))
                    .findFirst();
        }

        private static Optional<Unlocked> alpine(Node node, Stage stage, Operation step) {
            return InstallSteps.isAlpine(step)
                    ? Optional.of(new Unlocked(
                            "'" + step.title() + "' in " + InstallSteps.place(node, stage)
                                    + ", as a lock cannot hold packages of Alpine",
                            step.origins()))
                    : Optional.empty();
        }

        private Stream<Unlocked> packages(String name, Node node, Stage stage, Operation step) {
            SortedMap<String, String> versions = lock.packagesOf(name);
            Set<String> named = InstallSteps.named(step).collect(Collectors.toSet());
            if (named.isEmpty() && !lock.packages().containsKey(name)) {
                return Stream.of(new Unlocked("step '" + name + "'", step.origins()));
            }
            return named.stream()
                    .filter(word -> !versions.containsKey(word))
                    .sorted()
                    .map(word -> new Unlocked(
                            "package '" + word + "' in " + InstallSteps.place(node, stage), step.origins()));
        }
    }
}
