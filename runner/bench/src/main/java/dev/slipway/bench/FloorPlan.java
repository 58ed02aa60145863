package dev.slipway.bench;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The distinct steps of a family, each once, as a person would write them into a script. It knows what the benchmark's
 * family uses and no more.
 */
final class FloorPlan {
    /** Something to do, in a folder of its own, on top of what others have made. */
    sealed interface Work {
        /** Pulls and unpacks a base. */
        record Pull(String reference) implements Work {}

        /** Runs a shell command. */
        record Run(String command, SortedMap<String, String> environment, List<Mount> mounts) implements Work {}

        /** Copies the contents of a folder of what another step ends with. */
        record Copy(int source, String from, String to) implements Work {}

        /** Gets a file. */
        record Download(String url, String sha256, String to) implements Work {}
    }

    /**
     * A step.
     *
     * @param below the step that it stands on; none for -1
     */
    record Step(int below, Work work) {}

    /** What a stage has come to. */
    private record State(int top, SortedMap<String, String> environment) {}

    private static final int NOTHING = -1;

    private final Map<Step, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, State> images = new HashMap<>();

    private FloorPlan() {}

    /** The steps of a graph, each after those that it needs. */
    static List<Step> of(BuildGraph graph) {
        FloorPlan plan = new FloorPlan();
        for (Node node : graph.nodes()) {
            plan.add(node);
        }
        return List.copyOf(plan.numbers.keySet());
    }

    private void add(Node node) {
        Map<String, State> stages = new HashMap<>();
        for (Stage stage : node.stages()) {
            State state = base(stage.base(), stages);
            for (Operation operation : stage.operations()) {
                for (Instruction instruction : operation.instructions()) {
                    state = instruction.accept(new After(state, stages));
                }
            }
            stages.put(stage.name(), state);
        }
        images.put(node.id(), stages.get(node.main().name()));
    }

    private State base(Base base, Map<String, State> stages) {
        return base.accept(new Base.Cases<>() {
            @Override
            public State external(Base.External external) {
                return new State(
                        number(new Step(
                                NOTHING, new Work.Pull(external.reference().value()))),
                        new TreeMap<>());
            }

            @Override
            public State ofImage(Base.OfImage image) {
                return Objects.requireNonNull(images.get(image.image()));
            }

            @Override
            public State ofStage(Base.OfStage stage) {
                return Objects.requireNonNull(stages.get(stage.stage()));
            }
        });
    }

    private int number(Step step) {
        return numbers.computeIfAbsent(step, added -> numbers.size());
    }

    /** What a state becomes by an instruction. */
    private final class After implements Instruction.Cases<State> {
        private final State state;
        private final Map<String, State> stages;

        After(State state, Map<String, State> stages) {
            this.state = state;
            this.stages = stages;
        }

        @Override
        public State run(Instruction.Run run) {
            SortedMap<String, String> environment = new TreeMap<>(state.environment());
            Stream.of(run.environment(), run.arguments())
                    .forEach(texts -> texts.forEach((name, text) -> environment.put(name, text.value())));
            return with(new Work.Run(run.script() + run.body(), environment, run.mounts()));
        }

        @Override
        public State copyFrom(Instruction.CopyFrom copy) {
            return with(new Work.Copy(
                    base(copy.source(), stages).top(),
                    copy.from().value(),
                    copy.to().value()));
        }

        @Override
        public State download(Instruction.Download download) {
            return with(new Work.Download(
                    download.url().value(),
                    download.sha256().value(),
                    download.to().value()));
        }

        @Override
        public State env(Instruction.Env env) {
            SortedMap<String, String> environment = new TreeMap<>(state.environment());
            environment.put(env.name(), env.value().value());
            return new State(state.top(), environment);
        }

        @Override
        public State setting(Instruction.Setting setting) {
            return state;
        }

        @Override
        public State invocation(Instruction.Invocation invocation) {
            return state;
        }

        @Override
        public State label(Instruction.Label label) {
            return state;
        }

        @Override
        public State copy(Instruction.Copy copy) {
            throw unknown(copy);
        }

        @Override
        public State writeFile(Instruction.WriteFile file) {
            throw unknown(file);
        }

        @Override
        public State gitSource(Instruction.GitSource source) {
            throw unknown(source);
        }

        private State with(Work work) {
            return new State(number(new Step(state.top(), work)), state.environment());
        }

        private UnsupportedOperationException unknown(Instruction instruction) {
            return new UnsupportedOperationException("the benchmark's family has none of " + instruction);
        }
    }

    /** The steps that one stands on, the top one first, itself left out. */
    static List<Integer> below(List<Step> steps, int number) {
        List<Integer> below = new ArrayList<>();
        for (int step = steps.get(number).below();
                step != NOTHING;
                step = steps.get(step).below()) {
            below.add(step);
        }
        return below;
    }
}
