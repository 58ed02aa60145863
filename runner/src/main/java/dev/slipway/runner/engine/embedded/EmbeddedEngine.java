package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Check;
import dev.slipway.model.Network;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.archive.ImageArchive;
import dev.slipway.runner.archive.SavedImage;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Git;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.engine.PushedImage;
import dev.slipway.runner.engine.Scene;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImagePull;
import dev.slipway.runner.registry.ImagePush;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.Sandbox;
import dev.slipway.runner.store.DamagedException;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Builds images on this machine without a daemon: each step in an overlay over the layers before it, its changes kept
 * in a store under a key of all that they depend on. The process must be inside a {@link Namespace}, unless the engine
 * only looks.
 */
public final class EmbeddedEngine implements Engine {
    /** How often damage is made good in building one node: a disk that keeps losing things is no good. */
    private static final int MOST_REPAIRS = 5;

    private final EngineSettings settings;
    private final boolean looking;
    private final Store store;
    private final Sandbox sandbox;
    private final Registry registry;
    private final NodeBuild.Tools tools;
    private final Archives archives;
    private final ExecutorService uploads;
    private final ImagePush push;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Map<String, String> adopted = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> images = new ConcurrentHashMap<>();
    private final Map<Failure, Scene> scenes = new ConcurrentHashMap<>();

    private EmbeddedEngine(
            EngineSettings settings, RegistrySettings registries, Store store, String runtime, boolean looking)
            throws IOException {
        this.settings = settings;
        this.looking = looking;
        this.store = store;
        this.sandbox = new Sandbox(runtime, store.scratch());
        this.registry = new Registry(registries);
        this.uploads = Executors.newFixedThreadPool(registries.uploads());
        this.archives = new Archives(store, settings.sourceDate(), settings.annotations(), settings.compression());
        this.push = new ImagePush(registry, uploads);
        MachinePrograms programs = new MachinePrograms(settings.secrets().values());
        StepCache steps =
                new StepCache(store, settings.sourceDate(), settings.since().orElse(Instant.MIN));
        NodeBuild.Tools all = new NodeBuild.Tools(
                steps,
                new Commands(sandbox, store, settings.secrets(), settings.stepLimit()),
                new Bases(
                        store,
                        new ImagePull(registry, registries, new StoredManifests(store)),
                        Platform.LINUX_AMD64,
                        settings,
                        programs),
                new GitTrees(new Git(programs)),
                new MountedParts(steps, store),
                settings.repeats(),
                settings.publishes() ? archives::makeAhead : layer -> {},
                () -> {});
        this.tools = looking ? all.looking() : all;
    }

    /**
     * An engine.
     *
     * @throws EngineException if this machine lacks something that it needs, with the cure
     */
    public static EmbeddedEngine open(EngineSettings settings, RegistrySettings registries)
            throws EngineException, InterruptedException {
        return open(settings, registries, store(settings.store()), false);
    }

    /** One that only looks whether all is there, which any process can do: {@link WouldRun} says that it is not. */
    public static EmbeddedEngine looking(EngineSettings settings, RegistrySettings registries)
            throws EngineException, InterruptedException {
        try {
            return open(settings, registries, Store.visit(settings.store()), true);
        } catch (IOException e) {
            throw cannotUse(settings.store(), e);
        }
    }

    private static EmbeddedEngine open(
            EngineSettings settings, RegistrySettings registries, Store store, boolean looking) throws EngineException {
        String runtime = Namespace.runtime().orElse("runc");
        try {
            return new EmbeddedEngine(settings, registries, store, runtime, looking);
        } catch (IOException e) {
            throw cannotUse(settings.store(), e);
        }
    }

    /** The store in a folder. */
    public static Store store(Path folder) throws EngineException, InterruptedException {
        try {
            return Store.open(folder);
        } catch (IOException e) {
            throw cannotUse(folder, e);
        }
    }

    private static EngineException cannotUse(Path store, IOException e) {
        return new EngineException(
                new Failure.EngineUnavailable(
                        "cannot use the store " + store + ": " + e.getMessage(), "Choose another folder with --store"),
                e);
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        nodes.put(node.id(), node);
        return repairing(node, events, () -> buildOnce(node, events), () -> {});
    }

    @Override
    public void adopt(Node node, String reference, EventListener events) throws EngineException, InterruptedException {
        nodes.put(node.id(), node);
        adopted.put(node.id(), reference);
        Snapshot image = tools.base(reference, node.id(), events);
        images.put(node.id(), image);
    }

    private BuiltImage buildOnce(Node node, EventListener events)
            throws EngineException, InterruptedException, IOException {
        NodeBuild build = new NodeBuild(tools, node, images, events);
        try {
            Snapshot image = imageAndChecks(build, node);
            build.requireReproducible();
            record(node, build);
            images.put(node.id(), image);
        } catch (EngineException e) {
            build.scene().ifPresent(scene -> scenes.put(e.failure(), scene));
            throw e;
        }
        return new BuiltImage(node.id(), build.cached());
    }

    private Snapshot imageAndChecks(NodeBuild build, Node node)
            throws EngineException, InterruptedException, DamagedException {
        Snapshot image = build.run(settings.context(node));
        for (Check check : node.checks()) {
            build.check(check, image);
        }
        return image;
    }

    /** Most builds find all as it was: what is written of the last one then need not be put into words again. */
    private void record(Node node, NodeBuild build) throws IOException {
        String key = BuildRecord.key(settings.profile(), build.done());
        if (!store.renewBuild(node.id(), key)) {
            new BuildRecord(settings.profile(), records(build)).write(store, node.id(), key);
        }
    }

    private static List<StepRecord> records(NodeBuild build) {
        return build.done().stream().map(NodeBuild.Done::record).toList();
    }

    @Override
    public Optional<Rerun> why(Node node) throws EngineException, InterruptedException {
        NodeBuild look = new NodeBuild(tools.looking(), node, images, event -> {});
        try {
            images.put(node.id(), imageAndChecks(look, node));
            return Optional.empty();
        } catch (DamagedException | WouldRun e) {
            return Optional.of(rerun(node, look));
        }
    }

    private Rerun rerun(Node node, NodeBuild look) throws EngineException {
        NodeBuild.Done last = look.done().get(look.done().size() - 1);
        Optional<BuildRecord> record;
        try {
            record = BuildRecord.read(store, node.id());
        } catch (IOException e) {
            throw storeFailed(e);
        }
        List<StepRecord> now = records(look).stream()
                .filter(step -> step.stage().equals(last.stage()))
                .toList();
        return new Rerun(
                node.id(),
                last.stage(),
                last.title(),
                last.origins(),
                record.map(BuildRecord::profile).filter(profile -> !profile.equals(settings.profile())),
                record.map(old -> new Reasons(old.steps(last.stage()), now, titles(node, last.stage())).lines())
                        .orElse(List.of(node.id() + " was never built here, or so long ago that it was pruned")));
    }

    /** Those of all steps and checks that a stage has. */
    private static Set<String> titles(Node node, String name) {
        Set<String> titles = new HashSet<>();
        for (Stage stage : node.stages()) {
            if (stage.name().equals(name)) {
                titles.add(NodeBuild.baseTitle(stage));
                stage.operations().forEach(operation -> titles.add(operation.title()));
            }
        }
        if (node.main().name().equals(name)) {
            node.checks().forEach(check -> titles.add(NodeBuild.title(check)));
        }
        return titles;
    }

    @Override
    public Optional<String> baseDigest(String reference) {
        return tools.bases().digest(reference);
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        Optional<Scene> scene = Optional.ofNullable(scenes.get(failure));
        scene.ifPresent(present -> requireNotLooking());
        return scene;
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        Node node = built(image.node());
        ImagePush.Ready ready =
                repairing(node, events, () -> uploadOnce(node, reference, events), () -> build(node, events));
        return new PushedImage(ready, blob -> Optional.of(blobFile(blob)).filter(Files::exists));
    }

    private ImagePush.Ready uploadOnce(Node node, String reference, EventListener events)
            throws EngineException, InterruptedException, IOException {
        ImageReference target = ImageReference.parse(reference);
        Snapshot image = Objects.requireNonNull(images.get(node.id()));
        Optional<ImageManifest> known = archives.find(image);
        try {
            if (looking) {
                return known.flatMap(manifest -> push.find(target, manifest)).orElseThrow(WouldRun::new);
            }
            ImageManifest manifest = known.isPresent()
                    ? known.get()
                    : archives.manifest(image, layer -> push.startEarly(target, layer, this::blobFile));
            return new UploadProgress(node.id(), reference, events)
                    .await(
                            push.start(target, manifest, this::blobFile),
                            () -> push.progress(target, manifest),
                            ImagePush.size(manifest));
        } catch (RegistryException e) {
            throw registryFailed(e);
        } catch (ExecutionException e) {
            throw uploadFailed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Path blobFile(Descriptor blob) {
        return store.pathOfBlob(blob.digest());
    }

    /** Of what has proved unfit to be sent, the store makes damage that can be repaired. */
    private EngineException uploadFailed(Throwable cause) throws IOException {
        if (cause instanceof RegistryException.Damaged damage) {
            store.proveBlob(damage.digest());
        }
        return registryFailed(cause);
    }

    private static EngineException registryFailed(Throwable cause) {
        return new EngineException(new Failure.RegistryUnavailable(String.valueOf(cause.getMessage())), cause);
    }

    @Override
    public void save(List<NamedImage> images, ArchiveTarget target, EventListener events)
            throws EngineException, InterruptedException {
        requireNotLooking();
        Map<String, Path> blobs = new HashMap<>();
        List<SavedImage> saved = proved(images, blobs, events);
        try {
            ImageArchive.write(
                    saved, digest -> Objects.requireNonNull(blobs.get(digest)), target, settings.sourceDate());
        } catch (IOException e) {
            throw new EngineException(
                    new Failure.EngineUnavailable(
                            "cannot write " + target.path() + ": " + e.getMessage(),
                            "See that its disk has room and is writable"),
                    e);
        }
    }

    @Override
    public void export(List<NamedImage> images, OutputStream out, EventListener events)
            throws EngineException, InterruptedException, IOException {
        requireNotLooking();
        Map<String, Path> blobs = new HashMap<>();
        List<SavedImage> saved = proved(images, blobs, events);
        ImageArchive.export(saved, digest -> Objects.requireNonNull(blobs.get(digest)), out, settings.sourceDate());
    }

    /** What mounts, or reads layers, is for a process in which their files have the owners that they were made with. */
    private void requireNotLooking() {
        if (looking) {
            throw new WouldRun();
        }
    }

    /** @param blobs takes all that the images have, by their digests */
    private List<SavedImage> proved(List<NamedImage> images, Map<String, Path> blobs, EventListener events)
            throws EngineException, InterruptedException {
        List<SavedImage> saved = new ArrayList<>();
        for (NamedImage image : images) {
            Node node = built(image.image().node());
            ImageManifest manifest = repairing(node, events, () -> proved(node, blobs), () -> build(node, events));
            saved.add(new SavedImage(ImageReference.parse(image.reference()), manifest));
        }
        return saved;
    }

    @Override
    public int attach(BuiltImage image, List<String> command, EventListener events)
            throws EngineException, InterruptedException {
        requireNotLooking();
        Node node = built(image.node());
        return repairing(node, events, () -> attachOnce(node, command), () -> build(node, events));
    }

    private int attachOnce(Node node, List<String> command) throws IOException, InterruptedException {
        Snapshot image = Objects.requireNonNull(images.get(node.id()));
        return tools.state(image, List.of(), Network.DEFAULT).visit(command);
    }

    /**
     * The manifest of an image, all that it names being there and sound.
     *
     * @param blobs by their digests, those that are known to be: what images share is read once
     */
    private ImageManifest proved(Node node, Map<String, Path> blobs) throws IOException, InterruptedException {
        ImageManifest manifest = archives.manifest(Objects.requireNonNull(images.get(node.id())), made -> {});
        prove(manifest.config(), blobs);
        for (Descriptor layer : manifest.layers()) {
            prove(layer, blobs);
        }
        return manifest;
    }

    private void prove(Descriptor blob, Map<String, Path> blobs) throws IOException {
        if (!blobs.containsKey(blob.digest())) {
            blobs.put(blob.digest(), store.proveBlob(blob.digest()));
        }
    }

    /** Work on a node that may find the store damaged. */
    private interface Attempt<T> {
        T run() throws EngineException, InterruptedException, IOException;
    }

    /** What is to be done before another attempt, once all is there again that the node stands on. */
    private interface Recovery {
        void run() throws EngineException, InterruptedException;
    }

    private <T> T repairing(Node node, EventListener events, Attempt<T> attempt, Recovery recovery)
            throws EngineException, InterruptedException {
        for (int repairs = 0; ; repairs++) {
            try {
                return attempt.run();
            } catch (DamagedException e) {
                if (repairs == MOST_REPAIRS) {
                    throw storeFailed(e);
                }
                String stage = node.main().name();
                events.on(new Event.OutputLine(node.id(), stage, e.getMessage() + ", and is made again"));
                renewBases(node, events);
                recovery.run();
            } catch (IOException e) {
                throw storeFailed(e);
            }
        }
    }

    /** Makes what is gone of all that the node stands on. Made again, a layer may have another name. */
    private void renewBases(Node node, EventListener events) throws EngineException, InterruptedException {
        tools.bases().forget();
        for (String id : node.dependencies()) {
            String reference = adopted.get(id);
            if (reference == null) {
                renewBases(built(id), events);
                build(built(id), events);
            } else {
                adopt(built(id), reference, events);
            }
        }
    }

    private Node built(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException(id + " was not built by this engine");
        }
        return node;
    }

    @Override
    public void tidy() throws EngineException, InterruptedException {
        if (looking) {
            // Nothing has come to the store, and not all of its files can be deleted here.
            return;
        }
        try {
            if (settings.keepStorage().isPresent()) {
                store.prune(settings.keepStorage().get());
            } else {
                store.makeRoom();
            }
        } catch (IOException e) {
            throw storeFailed(e);
        }
    }

    @Override
    public void close() {
        archives.close();
        uploads.shutdownNow();
        // Whatever waits for an answer gets none any more.
        registry.close();
        Workers.end(uploads);
        try {
            sandbox.close();
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear the store's work in progress", e);
        }
    }

    static EngineException storeFailed(IOException e) {
        return new EngineException(
                new Failure.EngineUnavailable(
                        "the store cannot be used: " + e.getMessage(), "See that its disk has room and is writable"),
                e);
    }
}
