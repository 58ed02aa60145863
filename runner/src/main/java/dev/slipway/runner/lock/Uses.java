package dev.slipway.runner.lock;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.profile.Profile;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What there is to be locked in nodes, by the names that a lock has for it.
 *
 * @param bases external images that are pulled, unless definitions pin them
 * @param git sources whose ref is no commit
 * @param made bases that are made from Debian's archive
 * @param installs steps that may install packages
 */
public record Uses(Set<String> bases, Set<String> git, Set<String> made, Set<String> installs) {
    public Uses {
        bases = Set.copyOf(bases);
        git = Set.copyOf(git);
        made = Set.copyOf(made);
        installs = Set.copyOf(installs);
    }

    /**
     * Those of nodes.
     *
     * @param nodes as the profile has them, without a lock
     */
    public static Uses of(Profile profile, Collection<Node> nodes) {
        Set<String> bases = new TreeSet<>();
        Set<String> git = new TreeSet<>();
        Set<String> made = new TreeSet<>();
        Set<String> installs = new TreeSet<>();
        for (Node node : nodes) {
            for (Stage stage : node.stages()) {
                externals(stage).forEach(reference -> {
                    pulled(profile, reference).ifPresent(bases::add);
                    recipe(profile, reference).ifPresent(recipe -> made.add(reference));
                });
                instructions(stage).flatMap(Uses::gitName).forEach(git::add);
                InstallSteps.names(node, stage).stream()
                        .flatMap(Optional::stream)
                        .forEach(installs::add);
            }
        }
        return new Uses(bases, git, made, installs);
    }

    /** The references of external images that a stage uses, as definitions have them. */
    static Stream<String> externals(Stage stage) {
        return Stream.concat(Stream.of(stage.base()), instructions(stage).flatMap(Instruction::sources))
                .filter(Base.External.class::isInstance)
                .map(base -> ((Base.External) base).reference().value());
    }

    static Stream<Instruction> instructions(Stage stage) {
        return stage.operations().stream().flatMap(operation -> operation.instructions().stream());
    }

    static Stream<String> gitName(Instruction instruction) {
        return instruction instanceof Instruction.GitSource source
                        && !isCommit(source.ref().value())
                ? Stream.of(Lock.gitName(source.url().value(), source.ref().value()))
                : Stream.empty();
    }

    static boolean isCommit(String ref) {
        return ref.matches("[0-9a-f]{40}");
    }

    /** What an image is pulled by that a lock can pin; empty for one that is made, or pinned by its author. */
    static Optional<String> pulled(Profile profile, String reference) {
        if (reference.equals("scratch") || recipe(profile, reference).isPresent()) {
            return Optional.empty();
        }
        String pulled =
                profile.bases().get(reference) instanceof BaseRecipe.Replaced other ? other.reference() : reference;
        return Optional.of(pulled).filter(name -> name.indexOf('@') < 0);
    }

    /** How a base is made; empty for one that is pulled. */
    public static Optional<BaseRecipe.Debootstrapped> recipe(Profile profile, String reference) {
        return profile.bases().get(reference) instanceof BaseRecipe.Debootstrapped made
                ? Optional.of(made)
                : Optional.empty();
    }
}
