package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImagePush;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import dev.slipway.runner.sandbox.Sandbox;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Builds images on this machine without a daemon: each step in an overlay over the layers before it, its changes kept
 * in a store under a key of all that they depend on. The process must be inside a {@link Namespace}.
 */
public final class EmbeddedEngine implements Engine {
    private static final int UPLOADS = 4;
    private static final int ARCHIVES = 2;
    private static final int SECONDS_TO_END = 2;

    private final EngineSettings settings;
    private final Store store;
    private final Sandbox sandbox;
    private final Registry registry;
    private final Commands commands;
    private final Bases bases;
    private final Optional<Instant> sourceDate;
    private final ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS);
    private final ExecutorService archives = Executors.newFixedThreadPool(ARCHIVES);
    private final ImagePush push;
    private final Map<String, Snapshot> images = new ConcurrentHashMap<>();
    private final Map<String, ImageManifest> manifests = new ConcurrentHashMap<>();

    private EmbeddedEngine(
            EngineSettings settings, Store store, String runtime, Registry registry, Optional<Instant> sourceDate)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.sandbox = new Sandbox(runtime, store.scratch());
        this.registry = registry;
        this.commands = new Commands(sandbox, store, settings.secrets());
        this.bases = new Bases(store, registry, Platform.LINUX_AMD64, settings);
        this.sourceDate = sourceDate;
        this.push = new ImagePush(registry, uploads);
    }

    /**
     * An engine.
     *
     * @param sourceDate the time of images, and the latest of their files, after SOURCE_DATE_EPOCH
     * @throws EngineException if this machine lacks something that it needs, with the cure
     */
    public static EmbeddedEngine open(
            EngineSettings settings, RegistrySettings registries, Optional<Instant> sourceDate) throws EngineException {
        String runtime = Namespace.runtime().orElse("runc");
        try {
            Store store = Store.open(settings.store());
            return new EmbeddedEngine(settings, store, runtime, new Registry(registries), sourceDate);
        } catch (IOException e) {
            throw new EngineException(
                    new Failure.EngineUnavailable(
                            "cannot use the store " + settings.store() + ": " + e.getMessage(),
                            "Choose another folder with --store"),
                    e);
        }
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        NodeBuild build = new NodeBuild(node, events);
        for (Stage stage : node.stages()) {
            build.stage(stage);
        }
        Snapshot image = build.result();
        for (Check check : node.checks()) {
            build.check(check, image);
        }
        images.put(node.id(), image);
        try {
            ImageManifest manifest = manifest(image);
            manifests.put(node.id(), manifest);
            return new BuiltImage(node.id(), manifest.digest(), build.cached);
        } catch (IOException e) {
            throw storeFailed(e);
        }
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        ImageManifest manifest = manifests.get(image.node());
        if (manifest == null) {
            throw new IllegalStateException(image.node() + " was not built by this engine");
        }
        try {
            ImagePush.Ready ready = push.start(
                            ImageReference.parse(reference), manifest, blob -> store.blob(blob.digest()))
                    .get();
            return () -> publish(ready);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(cause.getMessage())), cause);
        }
    }

    private static String publish(ImagePush.Ready ready) throws EngineException {
        try {
            return ready.publish();
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public void close() {
        end(archives);
        end(uploads);
        sandbox.close();
        registry.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear the store's work in progress", e);
        }
    }

    /** What is still at work would write into the store while it is cleared; what does not end soon may fail there. */
    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ImageManifest manifest(Snapshot image) throws IOException, InterruptedException {
        List<String> diffIds = new ArrayList<>();
        List<Descriptor> layers = new ArrayList<>();
        for (ImageLayer layer : image.layers()) {
            LayerBlob archive = layer.original().isPresent() ? layer.original().get() : archive(layer.folder());
            diffIds.add(archive.diffId());
            layers.add(new Descriptor(layer.mediaType(), archive.digest(), archive.size()));
        }
        byte[] configuration =
                ImageDocuments.configuration(image, Platform.LINUX_AMD64, sourceDate.orElse(Instant.EPOCH), diffIds);
        String digest = store.keepBlob(configuration);
        return ImageDocuments.manifest(
                new Descriptor(ImageDocuments.CONFIG_TYPE, digest, configuration.length), layers);
    }

    private LayerBlob archive(Path layer) throws IOException, InterruptedException {
        return store.archive(layer, sourceDate.orElse(Instant.MAX));
    }

    /** Makes a layer's archive while the next step runs; if that fails, asking for it later tells. */
    private void archiveAhead(Path layer) {
        archives.execute(() -> {
            try {
                archive(layer);
            } catch (IOException e) {
                // The archive is asked for again when the manifest is made.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static EngineException storeFailed(IOException e) {
        return new EngineException(
                new Failure.EngineUnavailable(
                        "the store cannot be used: " + e.getMessage(), "See that its disk has room and is writable"),
                e);
    }

    /** The build of one node: stages so far, and whether all of it was known. */
    private final class NodeBuild {
        private final Node node;
        private final EventListener events;
        private final Map<String, Snapshot> stages = new HashMap<>();
        private boolean cached = true;

        NodeBuild(Node node, EventListener events) {
            this.node = node;
            this.events = events;
        }

        Snapshot result() {
            Snapshot result = stages.get(node.main().name());
            if (result == null) {
                throw new IllegalStateException(node.id() + " has no stage of its name");
            }
            return result;
        }

        void stage(Stage stage) throws EngineException, InterruptedException {
            Snapshot snapshot = source(stage.base());
            int index = 0;
            for (Operation operation : stage.operations()) {
                index++;
                snapshot = step(new Step(stage, index, operation), snapshot);
            }
            stages.put(stage.name(), snapshot);
        }

        /** A step at its place. */
        private record Step(Stage stage, int index, Operation operation) {}

        private Snapshot step(Step step, Snapshot before) throws EngineException, InterruptedException {
            Instant start = Instant.now();
            LastLines lines = new LastLines(line ->
                    events.on(new Event.OutputLine(node.id(), step.stage().name(), line)));
            try {
                Progress progress = new Progress(step);
                Snapshot snapshot = before;
                for (Instruction instruction : step.operation().instructions()) {
                    snapshot = instruction(instruction, step, snapshot, progress, lines);
                }
                events.on(new Event.OperationFinished(
                        node.id(),
                        step.stage().name(),
                        step.index(),
                        step.stage().operations().size(),
                        step.operation(),
                        !progress.started,
                        Duration.between(start, Instant.now())));
                return snapshot;
            } catch (CommandFailed e) {
                throw failed(step, e.exitCode(), lines.lines(), e);
            } catch (IOException | UncheckedIOException e) {
                List<String> why = new ArrayList<>(lines.lines());
                why.add(String.valueOf(e.getMessage()));
                throw failed(step, Failure.NO_EXIT_CODE, why, e);
            }
        }

        private EngineException failed(Step step, int exitCode, List<String> lines, Exception cause) {
            return new EngineException(
                    new Failure.StepFailed(node.id(), step.stage().name(), step.operation(), exitCode, lines), cause);
        }

        /** Tells that a step runs, once, and only if something of it really does. */
        private final class Progress {
            private final Step step;
            private boolean started;

            Progress(Step step) {
                this.step = step;
            }

            void start() {
                if (!started) {
                    started = true;
                    cached = false;
                    events.on(new Event.OperationStarted(
                            node.id(),
                            step.stage().name(),
                            step.index(),
                            step.stage().operations().size(),
                            step.operation()));
                }
            }
        }

        private Snapshot instruction(
                Instruction instruction, Step step, Snapshot before, Progress progress, LastLines lines)
                throws IOException, InterruptedException, CommandFailed, EngineException {
            Change change =
                    instruction.accept(new Changes(before, settings.context(node), commands, copied(instruction)));
            String createdBy = step.operation().title();
            if (change.work().isEmpty()) {
                return before.with(change.settings(), createdBy);
            }
            Change.Work work = change.work().get();
            Store.Result result = once(work.key(), before, lines, Keep.CHANGES, progress::start, work.filler());
            result.layer().ifPresent(EmbeddedEngine.this::archiveAhead);
            return before.with(change.settings(), createdBy, work.key(), result);
        }

        /** Where an instruction copies from, found before it is looked at: finding may pull, and fail. */
        private Function<Base, Snapshot> copied(Instruction instruction) throws EngineException, InterruptedException {
            if (instruction instanceof Instruction.CopyFrom copy) {
                Snapshot source = source(copy.source());
                return base -> source;
            }
            return base -> {
                throw new IllegalStateException("only COPY --from has a source");
            };
        }

        private Snapshot source(Base base) throws EngineException, InterruptedException {
            if (base instanceof Base.External external) {
                return bases.find(external.reference().value(), node.id(), events);
            }
            String name = base instanceof Base.OfStage stage ? stage.stage() : ((Base.OfImage) base).image();
            Snapshot snapshot = base instanceof Base.OfStage ? stages.get(name) : images.get(name);
            if (snapshot == null) {
                throw new IllegalStateException(node.id() + " needs '" + name + "' before it is built");
            }
            return snapshot;
        }

        void check(Check check, Snapshot image) throws EngineException, InterruptedException {
            Instant start = Instant.now();
            ImageSettings with = image.settings();
            String command = check.command().value();
            String wanted = check.prints().value();
            String key = Digests.of(
                    "check",
                    image.filesKey(),
                    with.environment(),
                    with.user(),
                    with.workdir(),
                    with.shell(),
                    command,
                    wanted);
            LastLines lines = new LastLines(line ->
                    events.on(new Event.OutputLine(node.id(), node.main().name(), line)));
            StringBuilder printed = new StringBuilder();
            boolean[] ran = {false};
            try {
                once(key, image, lines, Keep.NOTHING, () -> ran[0] = true, workspace -> {
                    Workspace listening = new Workspace(workspace.root(), workspace.scratch(), line -> {
                        printed.append(line).append('\n');
                        workspace.output().accept(line);
                    });
                    int code = commands.check(check, with, listening);
                    if (code != 0 || printed.indexOf(wanted) < 0) {
                        throw new CommandFailed(code);
                    }
                });
            } catch (CommandFailed e) {
                throw new EngineException(new Failure.CheckFailed(node.id(), check, e.exitCode(), lines.lines()), e);
            } catch (IOException e) {
                throw storeFailed(e);
            }
            events.on(new Event.CheckPassed(node.id(), check, !ran[0], Duration.between(start, Instant.now())));
        }
    }

    /** What becomes of the files that a workspace changed: those of a check are nobody's. */
    private enum Keep {
        CHANGES,
        NOTHING
    }

    private Store.Result once(
            String key, Snapshot before, LastLines lines, Keep keep, Runnable starting, Change.Filler filler)
            throws IOException, InterruptedException, CommandFailed {
        Optional<Store.Result> known = store.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        // Equal steps of other images, and of other processes, wait here and then find the result.
        Locks.Held lock = store.lock(key);
        try (lock) {
            Optional<Store.Result> meanwhile = store.find(key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            starting.run();
            return execute(key, before, lines, keep, filler);
        }
    }

    private Store.Result execute(String key, Snapshot before, LastLines lines, Keep keep, Change.Filler filler)
            throws IOException, InterruptedException, CommandFailed {
        Path scratch = store.scratch();
        try {
            Path upper = Files.createDirectory(scratch.resolve("upper"));
            Path work = Files.createDirectory(scratch.resolve("work"));
            Path inner = Files.createDirectory(scratch.resolve("scratch"));
            List<Path> lower = before.folders().isEmpty() ? List.of(store.emptyLayer()) : before.folders();
            Overlay overlay = Overlay.mount(lower, upper, work, scratch.resolve("root"));
            try (overlay) {
                filler.fill(new Workspace(new RootFolder(overlay.root()), inner, lines));
            }
            boolean nothing = keep == Keep.NOTHING;
            return store.commit(key, nothing ? Files.createDirectory(scratch.resolve("nothing")) : upper);
        } finally {
            Store.delete(scratch);
        }
    }
}
