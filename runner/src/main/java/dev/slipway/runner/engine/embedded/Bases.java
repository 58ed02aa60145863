package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.graph.Digests;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.LastLines;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.layer.LayerException;
import dev.slipway.runner.layer.LayerReader;
import dev.slipway.runner.layer.Times;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImagePull;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.store.DamagedException;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** External images as snapshots: pulled, or made as a profile says; each once a run. */
final class Bases {
    private static final String SCRATCH = "scratch";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final ImagePull pull;
    private final Platform platform;
    private final MachinePrograms programs;
    private final Map<String, BaseRecipe> recipes;
    private final Instant date;
    private final Instant since;
    private final Map<String, Snapshot> known = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    Bases(Store store, ImagePull pull, Platform platform, EngineSettings settings, MachinePrograms programs) {
        this.store = store;
        this.pull = pull;
        this.platform = platform;
        this.programs = programs;
        this.recipes = settings.bases();
        this.date = settings.sourceDate();
        this.since = settings.since().orElse(Instant.MIN);
    }

    /**
     * The image of a reference. One at a time: two nodes that start from the same base wait for one pull.
     *
     * @param node whose base it is, for the events
     */
    synchronized Snapshot find(String reference, String node, EventListener events)
            throws EngineException, InterruptedException {
        Snapshot snapshot = known.get(reference);
        if (snapshot == null) {
            snapshot = get(new Wish(reference, node, events));
            known.put(reference, snapshot);
        }
        return snapshot;
    }

    /** The digest of the manifest of an image that was pulled, or looked at, in this run. */
    synchronized Optional<String> digest(String reference) {
        return Optional.ofNullable(digests.get(reference));
    }

    /** How the image of a reference is come by. */
    String recipe(String reference) {
        BaseRecipe recipe = recipes.get(reference);
        if (recipe instanceof BaseRecipe.Debootstrapped made) {
            return "mmdebstrap " + made.suite() + " " + String.join(",", made.packages());
        }
        return recipe instanceof BaseRecipe.Replaced other ? "pull " + other.reference() : "as it is called";
    }

    /** Looks at every base anew from now on. */
    synchronized void forget() {
        known.clear();
    }

    /** Who wants which base. */
    private record Wish(String reference, String node, EventListener events) {
        EngineException failed(String message, List<String> lines, Exception cause) {
            return new EngineException(new Failure.BaseFailed(node, reference, message, lines), cause);
        }
    }

    private Snapshot get(Wish wish) throws EngineException, InterruptedException {
        if (wish.reference().equals(SCRATCH)) {
            return Snapshot.of(List.of(), ImageSettings.ofScratch(), List.of(), Optional.empty());
        }
        try {
            BaseRecipe recipe = recipes.get(wish.reference());
            if (recipe instanceof BaseRecipe.Debootstrapped made) {
                return debootstrapped(made, wish);
            }
            String reference = recipe instanceof BaseRecipe.Replaced other ? other.reference() : wish.reference();
            return pulled(ImageReference.parse(reference), wish);
        } catch (RegistryException.NotFound | RegistryException.Refused e) {
            throw wish.failed(String.valueOf(e.getMessage()), List.of(), e);
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        } catch (IOException | IllegalArgumentException e) {
            throw wish.failed(String.valueOf(e.getMessage()), List.of(), e);
        }
    }

    private Snapshot pulled(ImageReference reference, Wish wish) throws IOException, InterruptedException {
        Instant start = Instant.now();
        ImageManifest manifest = pull.manifest(reference, platform);
        digests.put(wish.reference(), manifest.digest());
        JsonNode configuration = JSON.readTree(configuration(reference, manifest));
        JsonNode diffIds = configuration.path("rootfs").path("diff_ids");
        if (diffIds.size() != manifest.layers().size()) {
            throw new IOException("its manifest has %d layers, and its configuration %d"
                    .formatted(manifest.layers().size(), diffIds.size()));
        }
        List<ImageLayer> layers = new ArrayList<>();
        PullProgress progress =
                new PullProgress(wish.node(), wish.reference(), manifest.layers(), wish.events(), System::nanoTime);
        boolean started = false;
        for (Descriptor layer : manifest.layers()) {
            PulledLayer pulled = new PulledLayer(
                    reference,
                    layer,
                    diffIds.path(layers.size()).asText(),
                    layers.stream().map(ImageLayer::folder).toList());
            if (!started && store.find(pulled.key()).isEmpty()) {
                started = true;
                wish.events().on(new Event.BaseStarted(wish.node(), wish.reference(), "pull"));
            }
            layers.add(layer(pulled, progress));
            progress.next(layer);
        }
        if (started) {
            wish.events().on(new Event.BaseFinished(wish.node(), wish.reference(), since(start)));
        }
        List<History> history = new ArrayList<>();
        configuration
                .path("history")
                .forEach(entry -> history.add(new History(
                        entry.path("created_by").asText(),
                        entry.path("empty_layer").asBoolean())));
        return Snapshot.of(
                layers,
                ImageSettings.of(configuration.path("config")),
                history,
                Optional.of(new BaseImage(name(reference), manifest.digest())));
    }

    /** A digest is no part of it: it is told beside it. */
    private static String name(ImageReference reference) {
        return reference.isDigest() ? reference.registry() + "/" + reference.repository() : reference.toString();
    }

    private byte[] configuration(ImageReference reference, ImageManifest manifest) throws IOException {
        return Files.readAllBytes(soundBlob(reference, manifest.config()));
    }

    private Path soundBlob(ImageReference reference, Descriptor blob) throws IOException {
        Optional<Path> known = known(blob);
        return known.isPresent() ? known.get() : pull(reference, blob, bytes -> {});
    }

    private Optional<Path> known(Descriptor blob) throws IOException {
        try {
            return store.findBlob(blob.digest()).isPresent()
                    ? Optional.of(store.proveBlob(blob.digest()))
                    : Optional.empty();
        } catch (DamagedException e) {
            // It is pulled again.
            return Optional.empty();
        }
    }

    private Path pull(ImageReference reference, Descriptor blob, LongConsumer received) throws IOException {
        Path file = store.scratch().resolve("blob");
        pull.blob(reference, blob, file, received);
        return store.adoptBlob(blob.digest(), file);
    }

    /**
     * A layer of somebody else's image.
     *
     * @param diffId that its archive has, as the image's configuration says
     * @param below the folders of the layers below it, bottom first
     */
    private record PulledLayer(ImageReference reference, Descriptor archive, String diffId, List<Path> below) {
        /** What it unpacks to depends on the layers below, whose folders it may leave out. */
        String key() {
            return Digests.of(
                    "unpacked",
                    archive.digest(),
                    diffId,
                    below.stream().map(Store::id).toList());
        }
    }

    private ImageLayer layer(PulledLayer layer, PullProgress progress) throws IOException, InterruptedException {
        Descriptor archive = layer.archive();
        LayerBlob original =
                new LayerBlob(LayerTypes.oci(archive.mediaType()), archive.digest(), layer.diffId(), archive.size());
        Locks.Held lock = store.lock(layer.key());
        try (lock) {
            Optional<Store.Result> done = store.find(layer.key());
            Store.Result result = done.isPresent() ? done.get() : unpack(layer, progress);
            if (store.findBlob(archive.digest()).isEmpty()) {
                pull(layer.reference(), archive, progress);
            }
            // An empty layer is a layer all the same: its place in the list of layers counts.
            Path folder = result.layer().isPresent() ? result.layer().get() : store.emptyLayer();
            return new ImageLayer(folder, Optional.of(original));
        }
    }

    /** Keeps neither archive nor files of a layer that is not as it should be. */
    private Store.Result unpack(PulledLayer layer, PullProgress progress) throws IOException, InterruptedException {
        Path scratch = store.scratch();
        try {
            Path fresh = scratch.resolve("blob");
            Optional<Path> known = known(layer.archive());
            if (known.isEmpty()) {
                pull.blob(layer.reference(), layer.archive(), fresh, progress);
            }
            Path folder = Files.createDirectory(scratch.resolve("layer"));
            String diffId = read(known.orElse(fresh), folder, layer.below());
            if (!diffId.equals(layer.diffId())) {
                throw new IOException("layer " + layer.archive().digest() + " unpacks to " + diffId
                        + ", and the image's configuration says " + layer.diffId());
            }
            if (known.isEmpty()) {
                store.adoptBlob(layer.archive().digest(), fresh);
            }
            return store.commit(layer.key(), folder, layer.below());
        } catch (LayerException e) {
            throw new IOException("layer " + layer.archive().digest() + ": " + e.getMessage(), e);
        } finally {
            Store.delete(scratch);
        }
    }

    private static String read(Path archive, Path folder, List<Path> below) throws IOException {
        try (InputStream stream = Files.newInputStream(archive)) {
            return LayerReader.read(stream, folder, below);
        }
    }

    private Snapshot debootstrapped(BaseRecipe.Debootstrapped recipe, Wish wish)
            throws IOException, InterruptedException, EngineException {
        String key = Digests.of("debootstrapped", recipe.suite(), recipe.packages(), platform.architecture());
        Locks.Held lock = store.lock(key);
        try (lock) {
            Optional<Store.Result> done = store.find(key, since);
            Store.Result result = done.isPresent() ? done.get() : debootstrap(recipe, key, wish);
            ImageLayer layer = ImageLayer.madeHere(result.layer().orElseThrow());
            return Snapshot.of(
                    List.of(layer),
                    ImageSettings.of(JSON.readTree("{\"Cmd\": [\"bash\"]}")),
                    List.of(new History("mmdebstrap " + recipe.suite(), false)),
                    Optional.empty());
        }
    }

    private Store.Result debootstrap(BaseRecipe.Debootstrapped recipe, String key, Wish wish)
            throws IOException, InterruptedException, EngineException {
        Instant start = Instant.now();
        wish.events().on(new Event.BaseStarted(wish.node(), wish.reference(), "debootstrap " + recipe.suite()));
        Path scratch = store.scratch();
        try {
            Path archive = scratch.resolve("base.tar");
            LastLines lines =
                    new LastLines(line -> wish.events().on(new Event.OutputLine(wish.node(), wish.reference(), line)));
            // Root's mode, whoever we are outside: the namespace makes us root.
            int code = new Debootstrap(programs, date).run(recipe, "root", archive, lines);
            if (code != 0) {
                throw wish.failed(
                        Debootstrap.failure(recipe, wish.reference(), code), lines.lines(), new CommandFailed(code));
            }
            Path folder = Files.createDirectory(scratch.resolve("layer"));
            read(archive, folder, List.of());
            Times.clamp(folder, date);
            Store.Result result = store.commit(key, folder, List.of(), since);
            wish.events().on(new Event.BaseFinished(wish.node(), wish.reference(), since(start)));
            return result;
        } finally {
            Store.delete(scratch);
        }
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }
}
