package dev.slipway.runner.reuse;

import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Digests;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.runner.plan.BaseNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the fingerprints of nodes. Counted is what an image, or a promise about it, could be another by: not titles,
 * origins, times, tags, compression, nor how long a command may take and how often it is tried.
 */
final class Fingerprints {
    private final Circumstances circumstances;
    private final World world;
    private final Map<String, Fingerprint> known = new LinkedHashMap<>();

    private Fingerprints(Circumstances circumstances, World world) {
        this.circumstances = circumstances;
        this.world = world;
    }

    /**
     * The fingerprints of all nodes of which every input is known, by id.
     *
     * @param nodes each after those that it needs
     */
    static Map<String, Fingerprint> of(List<Node> nodes, Circumstances circumstances, World world) {
        Fingerprints fingerprints = new Fingerprints(circumstances, world);
        nodes.forEach(fingerprints::add);
        return fingerprints.known;
    }

    private void add(Node node) {
        if (known.keySet().containsAll(node.dependencies()) && world.knows(Outside.of(List.of(node)))) {
            known.put(node.id(), Fingerprint.of(inputs(node)));
        }
    }

    private List<Input> inputs(Node node) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(new Input(Input.Kind.PLATFORM, "", String.join(",", circumstances.platforms())));
        for (Stage stage : node.stages()) {
            inputs.add(new Input(Input.Kind.STAGE, stage.name(), stage.name() + " from " + BaseNames.of(stage.base())));
            Outside.sources(stage)
                    .flatMap(base -> base.accept(new Sources()).stream())
                    .forEach(inputs::add);
            stage.operations().forEach(operation -> inputs.addAll(inputs(operation)));
        }
        node.stages().stream()
                .flatMap(stage -> ContextFiles.of(stage, circumstances.files(node)).stream())
                .distinct()
                .map(Fingerprints::input)
                .forEach(inputs::add);
        node.checks().stream().map(Fingerprints::input).forEach(inputs::add);
        return inputs;
    }

    private List<Input> inputs(Operation operation) {
        List<Input> inputs = new ArrayList<>();
        List<Instruction> counted = operation.instructions().stream()
                .map(Fingerprints::withoutPatience)
                .toList();
        inputs.add(new Input(Input.Kind.STEP, operation.title(), Digests.of(counted)));
        for (Instruction instruction : counted) {
            if (instruction instanceof Instruction.GitSource source) {
                Outside.GitRef ref = Outside.GitRef.of(source);
                inputs.add(new Input(Input.Kind.SOURCE, "'" + ref.ref() + "' of " + ref.url(), world.commit(ref)));
            }
        }
        return inputs;
    }

    private static Instruction withoutPatience(Instruction instruction) {
        return instruction instanceof Instruction.Run run
                ? new Instruction.Run(
                        run.body(), run.script(), run.environment(), run.arguments(), run.mounts(), run.network())
                : instruction;
    }

    private static Input input(ContextFile file) {
        String value = file.path() + " " + file.sha256() + (file.executable() ? " executable" : "");
        return new Input(Input.Kind.FILE, file.path(), value);
    }

    private static Input input(Check check) {
        String command = check.command().source();
        return new Input(
                Input.Kind.CHECK, command, Digests.of(command, check.prints().source()));
    }

    /** What a stage takes files from, unless it is a stage of the same image, which is counted as such. */
    private final class Sources implements Base.Cases<Optional<Input>> {
        @Override
        public Optional<Input> external(Base.External base) {
            String reference = base.reference().value();
            return Optional.of(new Input(Input.Kind.BASE, reference, world.base(reference)));
        }

        @Override
        public Optional<Input> ofImage(Base.OfImage base) {
            Fingerprint image = Objects.requireNonNull(known.get(base.image()), base.image());
            return Optional.of(new Input(Input.Kind.IMAGE, base.image(), image.digits()));
        }

        @Override
        public Optional<Input> ofStage(Base.OfStage base) {
            return Optional.empty();
        }
    }
}
