package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.LastLines;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.store.DamagedException;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The build of one node: its stages so far, and whether all of it was known. */
final class NodeBuild {
    private final Tools tools;
    private final Node node;
    private final Map<String, Snapshot> images;
    private final EventListener events;
    private final Map<String, Snapshot> stages = new HashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final List<Failure.NotReproducible.Difference> differences = new ArrayList<>();
    private boolean cached = true;
    private Optional<StateBefore> scene = Optional.empty();

    /** @param images those built before, by the names of their nodes */
    NodeBuild(Tools tools, Node node, Map<String, Snapshot> images, EventListener events) {
        this.tools = tools;
        this.node = node;
        this.images = images;
        this.events = events;
    }

    /**
     * What builds use.
     *
     * @param repeats whether every command is run a second time, to see that it makes the same files again
     * @param layers is told, again and again, of the layers that the image will have
     * @param missing is told of what is not there, before anything is done about it
     */
    record Tools(
            StepCache steps,
            Commands commands,
            Bases bases,
            GitTrees git,
            MountedParts parts,
            boolean repeats,
            Consumer<ImageLayer> layers,
            Runnable missing) {
        /** Those of a build that ends with {@link WouldRun} where something would really be done. */
        Tools looking() {
            Runnable end = () -> {
                throw new WouldRun();
            };
            return new Tools(steps.telling(end), commands, bases, git, parts.telling(end), false, layer -> {}, end);
        }

        /** An image that was not built here, for a node. */
        Snapshot base(String reference, String node, EventListener events)
                throws EngineException, InterruptedException {
            return bases.find(reference, node, event -> {
                if (event instanceof Event.BaseStarted) {
                    missing.run();
                }
                events.on(event);
            });
        }

        /** A state in which a command has nothing but what the image says. */
        StateBefore state(Snapshot image, List<String> command, Network network) {
            return new StateBefore(
                    steps,
                    image,
                    command,
                    (words, workspace) -> commands.attach(words, image.settings(), network, workspace));
        }
    }

    /** What was looked at so far, in order, and in the end all that the node depends on. */
    List<Done> done() {
        return done;
    }

    /**
     * Something that was done, or found, or is being done.
     *
     * @param title of the step or check
     * @param origins where its author asked for it
     */
    record Done(String stage, String title, List<Origin> origins, Inputs inputs) {
        StepRecord record() {
            return StepRecord.of(stage, title, inputs);
        }
    }

    /** Whether nothing had to be done. */
    boolean cached() {
        return cached;
    }

    /** The state before what is being done, or was when it failed; empty where that is not about any state. */
    Optional<StateBefore> scene() {
        return scene;
    }

    /**
     * Builds all stages; the last of them is the image.
     *
     * @throws DamagedException if something that the store should have was found damaged, and is gone now
     */
    Snapshot run(Context context) throws EngineException, InterruptedException, DamagedException {
        Set<String> lineage = lineage();
        for (Stage stage : node.stages()) {
            Consumer<ImageLayer> layers = lineage.contains(stage.name()) ? tools.layers() : layer -> {};
            Snapshot snapshot = base(stage).asBase();
            snapshot.layers().forEach(layers);
            int index = 0;
            for (Operation operation : stage.operations()) {
                index++;
                snapshot = new Step(stage, index, operation, context).run(snapshot);
                snapshot.layers().forEach(layers);
            }
            scene = Optional.empty();
            stages.put(stage.name(), snapshot);
        }
        Snapshot image = stages.get(node.main().name());
        if (image == null) {
            throw new IllegalStateException(node.id() + " has no stage of its name");
        }
        return image;
    }

    /** The stages that the image stands on; the others are only copied from. */
    private Set<String> lineage() {
        Map<String, Base> bases = node.stages().stream().collect(Collectors.toMap(Stage::name, Stage::base));
        Set<String> names = new HashSet<>();
        Base base = new Base.OfStage(node.main().name());
        while (base instanceof Base.OfStage stage && names.add(stage.stage())) {
            base = bases.get(stage.stage());
        }
        return names;
    }

    private Snapshot base(Stage stage) throws EngineException, InterruptedException {
        String name = name(stage.base());
        Inputs.Input image = Inputs.value("the base", name);
        Inputs.Input recipe = Inputs.value("how it is made", tools.bases().recipe(name));
        int index = done.size();
        done.add(new Done(stage.name(), baseTitle(stage), List.of(), Inputs.of("base", image, recipe)));
        Snapshot base = source(stage.base());
        Inputs inputs = Inputs.of("base", image, recipe, Inputs.read("'" + name + "'", base));
        done.set(index, new Done(stage.name(), baseTitle(stage), List.of(), inputs));
        return base;
    }

    /** What the base of a stage is called among its steps. */
    static String baseTitle(Stage stage) {
        return "FROM " + name(stage.base());
    }

    /** What a check is called among the steps of its image. */
    static String title(Check check) {
        return "check " + check.command().source();
    }

    /** The image, stage or reference. */
    static String name(Base base) {
        if (base instanceof Base.External external) {
            return external.reference().value();
        }
        return base instanceof Base.OfStage stage ? stage.stage() : ((Base.OfImage) base).image();
    }

    private Snapshot source(Base base) throws EngineException, InterruptedException {
        String name = name(base);
        if (base instanceof Base.External) {
            return tools.base(name, node.id(), events);
        }
        Snapshot snapshot = base instanceof Base.OfStage ? stages.get(name) : images.get(name);
        if (snapshot == null) {
            throw new IllegalStateException(node.id() + " needs '" + name + "' before it is built");
        }
        return snapshot;
    }

    /** An operation at its place in a stage. */
    private final class Step {
        private final Stage stage;
        private final int index;
        private final Operation operation;
        private final Context context;
        private final LastLines lines;
        private final List<String> different = new ArrayList<>();
        private boolean started;

        Step(Stage stage, int index, Operation operation, Context context) {
            this.stage = stage;
            this.index = index;
            this.operation = operation;
            this.context = context;
            this.lines = new LastLines(line -> events.on(new Event.OutputLine(node.id(), stage.name(), line)));
        }

        Snapshot run(Snapshot before) throws EngineException, InterruptedException, DamagedException {
            Instant start = Instant.now();
            try {
                Snapshot snapshot = before;
                for (Instruction instruction : operation.instructions()) {
                    scene = Optional.empty();
                    Sources sources = Sources.of(instruction, context, NodeBuild.this::source, tools.parts());
                    scene = Optional.of(before(instruction, sources, snapshot));
                    snapshot = after(instruction, sources, snapshot);
                }
                events.on(new Event.OperationFinished(
                        node.id(), stage.name(), index, size(), operation, !started, since(start)));
                if (!different.isEmpty()) {
                    differences.add(new Failure.NotReproducible.Difference(operation, different));
                }
                return snapshot;
            } catch (DamagedException e) {
                throw e;
            } catch (CommandTimedOut e) {
                throw timedOut(operation.title(), operation.origins(), lines, e);
            } catch (CommandFailed e) {
                throw failed(e.exitCode(), lines.lines(), e);
            } catch (IOException | UncheckedIOException e) {
                List<String> why = new ArrayList<>(lines.lines());
                why.add(String.valueOf(e.getMessage()));
                throw failed(Failure.NO_EXIT_CODE, why, e);
            }
        }

        private StateBefore before(Instruction instruction, Sources sources, Snapshot state) {
            Commands commands = tools.commands();
            ImageSettings settings = state.settings();
            if (instruction instanceof Instruction.Run run) {
                return new StateBefore(
                        tools.steps(),
                        state,
                        Commands.arguments(run, settings),
                        (words, workspace) -> commands.attach(words, run, settings, sources, workspace));
            }
            return tools.state(state, List.of(), Network.DEFAULT);
        }

        private Snapshot after(Instruction instruction, Sources sources, Snapshot before)
                throws IOException, InterruptedException, CommandFailed {
            Change change = change(instruction, sources, before);
            String createdBy = operation.title();
            if (change.work().isEmpty()) {
                return before.with(change.settings(), createdBy);
            }
            Change.Work work = change.work().get();
            done.add(new Done(stage.name(), operation.title(), operation.origins(), work.inputs()));
            StepCache.Task task = new StepCache.Task(work, StepCache.Keep.CHANGES, this::starting, lines);
            Store.Result result = tools.steps().once(task, before.folders());
            if (tools.repeats() && instruction instanceof Instruction.Run) {
                different.addAll(tools.steps().differences(task, before.folders(), result));
            }
            return before.with(change.settings(), createdBy, result);
        }

        private Change change(Instruction instruction, Sources sources, Snapshot before) throws IOException {
            Changes changes = new Changes(before, sources, tools);
            try {
                return instruction.accept(changes);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        /** Tells that the step runs, once, and only if something of it really does. */
        private void starting() {
            if (!started) {
                started = true;
                cached = false;
                events.on(new Event.OperationStarted(node.id(), stage.name(), index, size(), operation));
            }
        }

        private int size() {
            return stage.operations().size();
        }

        private EngineException failed(int exitCode, List<String> last, Exception cause) {
            return new EngineException(
                    new Failure.StepFailed(node.id(), stage.name(), operation, exitCode, last), cause);
        }
    }

    /** Fails if steps that were done twice made other files the second time. */
    void requireReproducible() throws EngineException {
        if (!differences.isEmpty()) {
            throw new EngineException(new Failure.NotReproducible(node.id(), differences));
        }
    }

    /** Makes a check in an image, unless it passed in the same image before. */
    void check(Check check, Snapshot image) throws EngineException, InterruptedException, DamagedException {
        Instant start = Instant.now();
        LastLines lines = new LastLines(
                line -> events.on(new Event.OutputLine(node.id(), node.main().name(), line)));
        boolean[] ran = {false};
        scene = Optional.of(before(check, image));
        try {
            Inputs inputs = Keys.check(check, image);
            done.add(new Done(node.main().name(), title(check), List.of(check.origin()), inputs));
            Change.Work work =
                    new Change.Work(inputs, List.of(), 0, workspace -> listen(check, image.settings(), workspace));
            tools.steps()
                    .once(
                            new StepCache.Task(work, StepCache.Keep.NOTHING, () -> ran[0] = true, lines),
                            image.folders());
        } catch (CommandTimedOut e) {
            throw timedOut(check.command().value(), List.of(check.origin()), lines, e);
        } catch (CommandFailed e) {
            throw new EngineException(new Failure.CheckFailed(node.id(), check, e.exitCode(), lines.lines()), e);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw EmbeddedEngine.storeFailed(e);
        }
        scene = Optional.empty();
        events.on(new Event.CheckPassed(node.id(), check, !ran[0], since(start)));
    }

    private StateBefore before(Check check, Snapshot image) {
        return tools.state(
                image, Commands.shell(image.settings(), check.command().value()), Network.NONE);
    }

    private EngineException timedOut(String what, List<Origin> origins, LastLines lines, CommandTimedOut cause) {
        return new EngineException(new Failure.TimedOut(node.id(), what, cause.limit(), origins, lines.lines()), cause);
    }

    private void listen(Check check, ImageSettings settings, Workspace workspace)
            throws IOException, InterruptedException, CommandFailed {
        StringBuilder printed = new StringBuilder();
        Workspace listening = new Workspace(workspace.root(), workspace.scratch(), line -> {
            printed.append(line).append('\n');
            workspace.output().accept(line);
        });
        int code = tools.commands().check(check, settings, listening);
        if (code != 0 || printed.indexOf(check.prints().value()) < 0) {
            throw new CommandFailed(code);
        }
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }
}
