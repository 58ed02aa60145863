package dev.slipway.runner.lock;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.graph.Title;
import dev.slipway.model.Base;
import dev.slipway.model.Text;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What becomes of graphs and profiles by a lock: bases are pulled by their digests, git sources are commits, and steps
 * install packages in the versions of the lock. What it does not hold stays as it is.
 *
 * @param profile without the lock
 * @param command that locks, for messages of steps, so without quotes: {@code runner lock --profile debian}
 */
public record LockedFamily(Lock lock, Profile profile, String command) {
    /** The graph with all that is locked; its digests cover it. */
    public BuildGraph apply(BuildGraph graph) {
        return lock.isEmpty() ? graph : graph.withStages(this::stages);
    }

    /** The profile with the versions of what its bases are made from. */
    public Profile lockedProfile() {
        Map<String, BaseRecipe> bases = new LinkedHashMap<>();
        profile.bases().forEach((reference, recipe) -> bases.put(reference, locked(reference, recipe)));
        return new Profile(
                profile.file(),
                profile.description(),
                profile.axes(),
                bases,
                profile.mirrors(),
                profile.repositories(),
                profile.sources(),
                profile.omitted());
    }

    private BaseRecipe locked(String reference, BaseRecipe recipe) {
        SortedMap<String, String> versions = lock.madeOf(reference);
        return versions.isEmpty()
                ? recipe
                : recipe.accept(new BaseRecipe.Cases<>() {
                    @Override
                    public BaseRecipe debootstrapped(BaseRecipe.Debootstrapped made) {
                        return new BaseRecipe.Debootstrapped(
                                made.suite(),
                                Stream.concat(
                                                versions.entrySet().stream().map(LockedFamily::word),
                                                made.packages().stream()
                                                        .filter(name -> !versions.containsKey(InstallSteps.name(name))))
                                        .toList());
                    }

                    @Override
                    public BaseRecipe replaced(BaseRecipe.Replaced other) {
                        return other;
                    }
                });
    }

    private static String word(Map.Entry<String, String> entry) {
        return entry.getValue().equals(Lock.VIRTUAL) ? entry.getKey() : entry.getKey() + "=" + entry.getValue();
    }

    private List<Stage> stages(Node node) {
        return node.stages().stream().map(stage -> stage(node, stage)).toList();
    }

    private Stage stage(Node node, Stage stage) {
        List<Optional<String>> names = InstallSteps.names(node, stage);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            operations.add(operation(stage.operations().get(i), names.get(i)));
        }
        return new Stage(stage.name(), base(stage.base()), operations);
    }

    /** A step with all that is locked of it. */
    public Operation operation(Operation step, Optional<String> name) {
        Operation sourced = sourced(step);
        return name.map(lock::packagesOf)
                .filter(versions -> !versions.isEmpty())
                .map(versions -> LockedInstall.of(sourced, versions, command))
                .orElse(sourced);
    }

    /** A step whose images and git sources are locked, and whose packages are not. */
    public Operation sourced(Operation step) {
        Operation locked =
                step.with(step.instructions().stream().map(this::instruction).toList());
        return commits(step).reduce(locked, LockedFamily::titled, (first, second) -> second);
    }

    private Stream<String> commits(Operation step) {
        return step.instructions().stream()
                .flatMap(Uses::gitName)
                .flatMap(name -> Optional.ofNullable(lock.git().get(name)).stream());
    }

    private static Operation titled(Operation step, String commit) {
        Title title = new Title(Text.literal(step.title() + " at " + commit), List.of());
        return new Operation(title, step.instructions(), step.packages(), step.origins());
    }

    private Instruction instruction(Instruction instruction) {
        if (instruction instanceof Instruction.CopyFrom copy) {
            return new Instruction.CopyFrom(base(copy.source()), copy.from(), copy.to(), copy.owner(), copy.mode());
        }
        if (instruction instanceof Instruction.GitSource source) {
            String commit = lock.git()
                    .get(Lock.gitName(source.url().value(), source.ref().value()));
            return commit == null ? source : new Instruction.GitSource(source.url(), Text.literal(commit), source.to());
        }
        if (instruction instanceof Instruction.Run run) {
            return new Instruction.Run(
                    run.body(),
                    run.script(),
                    run.environment(),
                    run.arguments(),
                    run.mounts().stream().map(this::mount).toList(),
                    run.network(),
                    run.patience());
        }
        return instruction;
    }

    private Mount mount(Mount mount) {
        return mount instanceof Mount.Image image
                ? new Mount.Image(base(image.source()), image.path(), image.target(), image.writable())
                : mount;
    }

    /** An image by its digest, if that is locked. */
    public Base base(Base base) {
        if (!(base instanceof Base.External external)) {
            return base;
        }
        return Uses.pulled(profile, external.reference().value())
                .flatMap(pulled -> digest(pulled).map(digest -> pulled + "@" + digest))
                .<Base>map(pinned -> new Base.External(Text.literal(pinned)))
                .orElse(base);
    }

    private Optional<String> digest(String reference) {
        return Optional.ofNullable(lock.bases().get(reference)).map(digests -> digests.get(Lock.DIGEST));
    }
}
