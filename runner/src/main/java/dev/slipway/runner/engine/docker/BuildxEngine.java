package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.graph.Node;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.archive.ImageArchive;
import dev.slipway.runner.archive.SavedImage;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.HiddenValues;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.engine.PushedImage;
import dev.slipway.runner.engine.Scene;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Annotations;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImagePush;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.registry.RegistrySettings;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Builds images on a builder of buildx: Docker's own, or any other. */
public final class BuildxEngine implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** In seconds. */
    private static final int PATIENCE = 10;

    /** How often a Dockerfile is sent to a builder at most. */
    private static final int MOST_TRANSFERS = 3;

    private static final String DESCRIPTOR = "containerimage.descriptor";

    private final EngineSettings settings;
    private final Bakeries bakeries;
    private final List<String> platforms;
    private final Path folder;
    private final Registry registry;
    private final ExecutorService uploads;
    private final ImagePush push;
    private final Compressor compressor;
    private final Outputs outputs;
    private final HomemadeBases bases;
    private final Optional<CacheRepository> cache;
    private final Optional<CacheNews> cacheNews;
    private final HiddenValues hidden = new HiddenValues();
    private final StageNames names = new StageNames();
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Map<String, String> adopted = new ConcurrentHashMap<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, Dockerfile> dockerfiles = new ConcurrentHashMap<>();

    private BuildxEngine(
            EngineSettings settings,
            Buildx buildx,
            Bakeries bakeries,
            List<String> platforms,
            Path folder,
            RegistrySettings registries,
            Optional<CacheRepository> cache) {
        this.settings = settings;
        this.bakeries = bakeries;
        this.platforms = List.copyOf(platforms);
        this.folder = folder;
        this.registry = new Registry(registries);
        this.uploads = Executors.newFixedThreadPool(registries.uploads());
        this.push = new ImagePush(registry, uploads);
        this.compressor = new Compressor(settings.compression());
        this.outputs = new Outputs(settings.compression(), registries.insecure(), annotations(settings));
        this.bases = new HomemadeBases(
                KeptBases.of(settings.store()).folder(),
                folder,
                new Debootstrap(buildx.programs(), settings.sourceDate()),
                settings.since().orElse(Instant.MIN));
        this.cache = cache;
        this.cacheNews = cache.map(CacheNews::new);
        settings.secrets().values().forEach(secret -> hidden.add(secret.value()));
    }

    /**
     * One on builders that answer, all of them.
     *
     * @param builders their names; that which the user of docker has chosen if empty
     * @param platforms to build for: {@code linux/arm64}; the builder's own if empty
     * @param cache the repository where builders keep what steps make
     */
    public static BuildxEngine open(
            EngineSettings settings,
            RegistrySettings registries,
            List<String> builders,
            List<String> platforms,
            Optional<ImageReference> cache)
            throws EngineException, InterruptedException {
        Buildx buildx = Buildx.find(new MachinePrograms(settings.secrets().values()));
        List<Builder> found = new ArrayList<>();
        for (Optional<String> name : names(builders)) {
            Builder builder = Builder.open(buildx, name);
            builder.require(platforms);
            if (cache.isPresent()) {
                builder.requireCache();
            }
            HomemadeBases.require(settings.bases().values(), platforms.isEmpty() ? builder.ownPlatform() : platforms);
            found.add(builder);
        }
        if (settings.repeats()) {
            throw Buildx.unavailable(
                    "builder '" + found.get(0).name() + "' cannot tell whether steps make the same files each time",
                    "Leave out --check-reproducible, or use --engine embedded");
        }
        try {
            Path folder = Files.createTempDirectory("slipway-buildx");
            Bakeries bakeries = new Bakeries(found.stream()
                    .map(builder -> new Bakery(buildx, builder, folder, settings.publishes()))
                    .toList());
            Optional<CacheRepository> kept = cache.map(repository ->
                    new CacheRepository(repository, registries.insecure().contains(repository.registry())));
            return new BuildxEngine(settings, buildx, bakeries, platforms, folder, registries, kept);
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
    }

    private static List<Optional<String>> names(List<String> builders) {
        return builders.isEmpty()
                ? List.of(Optional.empty())
                : builders.stream().map(Optional::of).toList();
    }

    private static SortedMap<String, String> annotations(EngineSettings settings) {
        SortedMap<String, String> annotations = new TreeMap<>(settings.annotations());
        annotations.put(Annotations.CREATED, settings.sourceDate().toString());
        return annotations;
    }

    /** What builders build for if nobody tells them; empty if each would build for something else. */
    public static List<String> ownPlatforms(List<String> builders) throws EngineException, InterruptedException {
        Buildx buildx = Buildx.find(new MachinePrograms(List.of()));
        Set<List<String>> platforms = new HashSet<>();
        for (Optional<String> name : names(builders)) {
            platforms.add(Builder.open(buildx, name).ownPlatform());
        }
        return common(platforms);
    }

    static List<String> common(Set<List<String>> platforms) {
        return platforms.size() == 1 ? platforms.iterator().next() : List.of();
    }

    /** Whether there is a builder that answers, and is new enough. */
    public static boolean canBuild() throws InterruptedException {
        try {
            Builder.open(Buildx.find(new MachinePrograms(List.of())), Optional.empty());
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        nodes.put(node.id(), node);
        DockerfileWriter writer =
                new DockerfileWriter(names, settings.bases(), adopted, settings.stepLimit(), nodes, node);
        Dockerfile image = writer.image();
        Dockerfile checks = writer.checks();
        try {
            List<Target> wanted = new ArrayList<>(prepareBases(node, image, events));
            wanted.addAll(targets(node, image, checks));
            BuildMap map = new BuildMap(below(image, checks));
            BuildProgress progress =
                    new BuildProgress(node, map, hidden, events, System::nanoTime, others(node, events));
            build(node, wanted, progress, events);
            progress.succeeded();
            return new BuiltImage(node.id(), progress.cached());
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
    }

    /** BuildKit pulls it when something is built on it. */
    @Override
    public void adopt(Node node, String reference, EventListener events) {
        nodes.put(node.id(), node);
        adopted.put(node.id(), reference);
    }

    private Consumer<SolveStatus.Vertex> others(Node node, EventListener events) {
        return cacheNews.map(news -> news.of(node, events)).orElse(vertex -> {});
    }

    /** What was made of the archives of bases, builders keep as well. */
    private List<Target> prepareBases(Node node, Dockerfile image, EventListener events)
            throws EngineException, InterruptedException {
        List<Target> prepared = new ArrayList<>();
        for (Map.Entry<String, BaseRecipe> recipe : settings.bases().entrySet()) {
            String stage = names.base(recipe.getKey());
            if (recipe.getValue() instanceof BaseRecipe.Debootstrapped made
                    && image.contexts().contains(stage)) {
                Target base = bases.find(made, recipe.getKey(), stage, node.id(), events);
                targets.put(stage, base);
                prepared.add(base);
            }
        }
        return prepared;
    }

    /** The node's image and its checks, written to the folder. */
    private List<Target> targets(Node node, Dockerfile image, Dockerfile checks) throws IOException {
        String stage = names.image(node);
        Path context = settings.context(node).folder();
        Target built = new Target(stage, context, write(stage, image), image.contexts(), secrets(node), node.id());
        targets.put(stage, built);
        dockerfiles.put(stage, image);
        List<Target> wanted = new ArrayList<>(List.of(built));
        if (!node.checks().isEmpty()) {
            Path file = write(stage + ".checks", checks);
            for (Dockerfile.Part check : checks.stages()) {
                String title = node.id() + " check " + wanted.size();
                wanted.add(new Target(check.name(), context, file, check.contexts(), List.of(), title));
            }
        }
        return wanted;
    }

    private Path write(String name, Dockerfile dockerfile) throws IOException {
        return Files.writeString(folder.resolve(name + ".Dockerfile"), dockerfile.text());
    }

    /** Values stay where they are: in files and in variables of this process. Of one that is missing, BuildKit tells. */
    private List<String> secrets(Node node) {
        return Secret.ids(node)
                .filter(settings.secrets()::containsKey)
                .map(id -> "id=" + id + ","
                        + source(Objects.requireNonNull(settings.secrets().get(id), id)))
                .toList();
    }

    private static String source(Secret secret) {
        return secret.variable()
                .map(variable -> "env=" + variable)
                .orElseGet(() -> "src=" + ((Secret.InFile) secret).file());
    }

    /** The Dockerfiles of all images below, and these two. */
    private List<Dockerfile> below(Dockerfile image, Dockerfile checks) {
        List<Dockerfile> all = new ArrayList<>();
        collect(image, all);
        all.add(checks);
        return all;
    }

    private void collect(Dockerfile dockerfile, List<Dockerfile> all) {
        dockerfile.contexts().stream()
                .flatMap(stage -> Optional.ofNullable(dockerfiles.get(stage)).stream())
                .forEach(needed -> collect(needed, all));
        all.add(dockerfile);
    }

    private void build(Node node, List<Target> wanted, BuildProgress progress, EventListener events)
            throws EngineException, InterruptedException, IOException {
        Retries retries = new Retries(node, events);
        while (true) {
            BakeRun.End end = bake(node, wanted, Order.build(anew(wanted)), progress, events);
            Optional<BuildProgress.Failed> failed = progress.failed();
            if (failed.isEmpty() || !retries.next(failed.get())) {
                requireSuccess(node, end, progress);
                return;
            }
            progress.tryAgain();
        }
    }

    /**
     * A builder does not tell how old a result is: where that matters, none of these targets is taken from its cache. What
     * they are built from was made in this run.
     */
    private List<String> anew(List<Target> wanted) {
        return settings.since().isEmpty()
                ? List.of()
                : wanted.stream()
                        .map(target -> "--set=" + Target.name(target.stage()) + ".no-cache=true")
                        .toList();
    }

    private static void requireSuccess(Node node, BakeRun.End end, BuildProgress progress)
            throws EngineException, InterruptedException {
        if (end.overdue().isPresent()) {
            BuildProgress.Running overdue = end.overdue().get();
            Place place = overdue.place();
            throw new EngineException(new Failure.TimedOut(
                    node.id(), place.what(), place.limit().orElseThrow(), place.origins(), overdue.lastLines()));
        }
        if (progress.failed().isPresent()) {
            throw new EngineException(progress.failed().get().failure());
        }
        if (end.exitCode() != 0) {
            throw new BakeError(end.said()).exception(node.id());
        }
    }

    /** Moves on to another builder when one is gone: whatever is needed of its images is built again there. */
    private BakeRun.End bake(Node node, List<Target> wanted, Order order, BuildProgress progress, EventListener events)
            throws EngineException, InterruptedException, IOException {
        BakeFile file = new BakeFile(targets, settings.sourceDate(), platforms, cache);
        int transfers = 1;
        while (true) {
            Bakery bakery = bakeries.of(node);
            BakeRun.End end = bakery.bake(file, wanted, order, progress);
            BakeError error = new BakeError(end.said());
            boolean isOfNoStep = end.exitCode() != 0
                    && end.overdue().isEmpty()
                    && progress.failed().isEmpty();
            if (isOfNoStep && error.isOfTransfer() && transfers < MOST_TRANSFERS) {
                transfers++;
                progress.tryAgain();
                continue;
            }
            if (!isOfNoStep || !error.isOfBuilder()) {
                return end;
            }
            EngineException gone = bakery.gone(error.message());
            if (!bakeries.leave(bakery)) {
                throw gone;
            }
            String next = bakeries.of(node).builder().name();
            events.on(new Event.OutputLine(
                    node.id(), node.main().name(), gone.failure().headline() + ". Going on with '" + next + "'"));
            progress.tryAgain();
        }
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        Node node = built(image.node());
        ImageReference name = ImageReference.parse(reference);
        try {
            if (bakeries.of(node).builder().isDocker()) {
                try (ExportedImage exported = exported(node, events)) {
                    // Its files go with the export.
                    return new PushedImage(pushed(name, exported), blob -> Optional.empty());
                }
            }
            Path metadata = Files.createTempFile(folder, "metadata", ".json");
            export(node, Order.export(outputs.pushed(name), "--metadata-file=" + metadata), events);
            Descriptor manifest = descriptor(JSON.readTree(metadata.toFile())
                    .path(Target.name(names.image(node)))
                    .path(DESCRIPTOR));
            return new PushedByBuilder(manifest, () -> registry.retag(name.withTag(manifest.digest()), name));
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
    }

    private static Descriptor descriptor(JsonNode node) {
        return new Descriptor(
                node.path("mediaType").asText(),
                node.path("digest").asText(),
                node.path("size").asLong());
    }

    /** What the builder has pushed, which does not tell how much that was. */
    private record PushedByBuilder(Descriptor manifest, Supplier<String> tagging) implements Publication {
        @Override
        public Optional<ImageManifest> image() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file(Descriptor blob) {
            return Optional.empty();
        }

        @Override
        public Optional<Traffic> traffic() {
            return Optional.empty();
        }

        @Override
        public Optional<Long> size() {
            return Optional.empty();
        }

        @Override
        public String publish() throws EngineException {
            try {
                return tagging.get();
            } catch (RegistryException e) {
                throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
            }
        }
    }

    private void export(Node node, Order order, EventListener events)
            throws IOException, EngineException, InterruptedException {
        Target target = Objects.requireNonNull(targets.get(names.image(node)));
        BuildMap map =
                new BuildMap(below(Objects.requireNonNull(dockerfiles.get(target.stage())), new Dockerfile(List.of())));
        BuildProgress progress = new BuildProgress(node, map, hidden, event -> {}, System::nanoTime, vertex -> {});
        requireSuccess(node, bake(node, List.of(target), order, progress, events), progress);
    }

    private ImagePush.Ready pushed(ImageReference name, ExportedImage image)
            throws EngineException, InterruptedException {
        try {
            return push.start(name, image.manifest(), blob -> image.blob(blob.digest()))
                    .get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(cause.getMessage())), cause);
        }
    }

    @Override
    public void save(List<NamedImage> images, ArchiveTarget target, EventListener events)
            throws EngineException, InterruptedException {
        try (Exported exported = exported(images, events)) {
            ImageArchive.write(exported.images(), exported::blob, target, settings.sourceDate());
        } catch (IOException e) {
            throw Buildx.unavailable(
                    "cannot write " + target.path() + ": " + e.getMessage(),
                    "See that its disk has room and is writable");
        }
    }

    @Override
    public void export(List<NamedImage> images, OutputStream out, EventListener events)
            throws EngineException, InterruptedException, IOException {
        try (Exported exported = exported(images, events)) {
            ImageArchive.export(exported.images(), exported::blob, out, settings.sourceDate());
        }
    }

    /**
     * Images in folders, which are gone once they are closed.
     *
     * @param blobs by their digests
     */
    private record Exported(List<SavedImage> images, List<ExportedImage> folders, Map<String, Path> blobs)
            implements AutoCloseable {
        Path blob(String digest) {
            return Objects.requireNonNull(blobs.get(digest), digest);
        }

        @Override
        public void close() throws IOException {
            for (ExportedImage each : folders) {
                each.close();
            }
        }
    }

    private Exported exported(List<NamedImage> images, EventListener events)
            throws EngineException, InterruptedException {
        List<SavedImage> saved = new ArrayList<>();
        List<ExportedImage> folders = new ArrayList<>();
        Map<String, Path> blobs = new HashMap<>();
        try {
            for (NamedImage image : images) {
                ExportedImage exported = exported(built(image.image().node()), events);
                folders.add(exported);
                ImageManifest manifest = exported.manifest();
                Stream.concat(Stream.of(manifest.config()), manifest.layers().stream())
                        .forEach(blob -> blobs.put(blob.digest(), exported.blob(blob.digest())));
                saved.add(new SavedImage(ImageReference.parse(image.reference()), manifest));
            }
        } catch (IOException e) {
            throw Buildx.broken(e);
        }
        return new Exported(saved, folders, blobs);
    }

    private ExportedImage exported(Node node, EventListener events)
            throws IOException, EngineException, InterruptedException {
        if (platforms.size() > 1) {
            throw Buildx.unavailable(
                    "images for several platforms can be built and pushed only", "Name one with --platform");
        }
        Path layout = Files.createTempDirectory(folder, "layout");
        Bakery bakery = bakeries.of(node);
        if (bakery.builder().isDocker()) {
            return savedByDocker(bakery, node, layout, events);
        }
        export(node, Order.export(outputs.layout(layout)), events);
        return ExportedImage.in(layout);
    }

    /** Docker's own builder gives its images to the daemon only, unless that keeps them as registries do. */
    private ExportedImage savedByDocker(Bakery bakery, Node node, Path layout, EventListener events)
            throws IOException, EngineException, InterruptedException {
        return new DaemonImage(bakery::docker)
                .saved(name -> export(node, Order.export(Outputs.daemon(name)), events), layout, compressor);
    }

    @Override
    public void tidy() {
        // Builders tidy up by rules of their own.
    }

    @Override
    public int attach(BuiltImage image, List<String> command, EventListener events) throws EngineException {
        throw Buildx.unavailable(
                "builders of buildx open no shells",
                "Use --engine embedded, or load " + image.node() + " into Docker and use 'docker run -it'");
    }

    @Override
    public Optional<Rerun> why(Node node) throws EngineException {
        throw Buildx.unavailable("builders of buildx do not tell why a step would run", "Use --engine embedded");
    }

    @Override
    public Optional<String> baseDigest(String reference) {
        // The builder pulls them.
        return Optional.empty();
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        return Optional.empty();
    }

    private Node built(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException(id + " was not built by this engine");
        }
        return node;
    }

    @Override
    public void close() {
        bakeries.close();
        uploads.shutdownNow();
        awaitUploads();
        compressor.close();
        registry.close();
        try {
            bases.close();
            Folders.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // The run is over, and has its outcome; temporary files are cleared by the system in the end.
        }
    }

    /** They read files that are to be deleted. Who closes while interrupted is to stay so. */
    private void awaitUploads() {
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = uploads.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
