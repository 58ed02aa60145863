package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.registry.Annotations;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Makes of snapshots what registries want: archives of layers, a configuration and a manifest, all kept in the store. */
final class Archives implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final Store store;
    private final Instant sourceDate;
    private final Map<String, String> annotations;
    private final Compressor compressor;
    private final ExecutorService ahead = Executors.newFixedThreadPool(AT_ONCE);
    private final Set<Path> begun = ConcurrentHashMap.newKeySet();

    /**
     * Those of a store.
     *
     * @param sourceDate the time of images, and the latest of their files
     * @param annotations of all manifests
     */
    Archives(Store store, Instant sourceDate, Map<String, String> annotations, Compression compression) {
        this.store = store;
        this.sourceDate = sourceDate;
        this.annotations = Map.copyOf(annotations);
        this.compressor = new Compressor(compression);
    }

    /** Makes a layer's archive while the next step runs, once; if that fails, asking for it later tells. */
    void makeAhead(ImageLayer layer) {
        if (layer.original().isPresent() || !begun.add(layer.folder())) {
            return;
        }
        ahead.execute(() -> {
            try {
                archive(layer.folder());
            } catch (IOException e) {
                // The archive is asked for again when the manifest is made.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The manifest of an image, if there is an archive of each layer. */
    Optional<ImageManifest> find(Snapshot image) throws IOException {
        List<LayerBlob> archives = new ArrayList<>();
        for (ImageLayer layer : image.layers()) {
            Optional<LayerBlob> archive = layer.original().isPresent()
                    ? layer.original()
                    : store.findArchive(layer.folder(), sourceDate, compressor.compression());
            archive.ifPresent(archives::add);
        }
        return archives.size() == image.layers().size() ? Optional.of(manifest(image, archives)) : Optional.empty();
    }

    /**
     * The manifest of an image, for which it makes what archives there are not.
     *
     * @param made is told of each archive as soon as it is there
     */
    ImageManifest manifest(Snapshot image, Consumer<Descriptor> made) throws IOException, InterruptedException {
        List<LayerBlob> archives = new ArrayList<>();
        for (ImageLayer layer : image.layers()) {
            LayerBlob archive = layer.original().isPresent() ? layer.original().get() : archive(layer.folder());
            archives.add(archive);
            made.accept(descriptor(archive));
        }
        return manifest(image, archives);
    }

    private ImageManifest manifest(Snapshot image, List<LayerBlob> archives) throws IOException {
        List<String> diffIds = archives.stream().map(LayerBlob::diffId).toList();
        byte[] configuration = ImageDocuments.configuration(image, Platform.LINUX_AMD64, sourceDate, diffIds);
        String digest = store.keepBlob(configuration);
        return ImageDocuments.manifest(
                new Descriptor(ImageDocuments.CONFIG_TYPE, digest, configuration.length),
                archives.stream().map(Archives::descriptor).toList(),
                annotations(image));
    }

    private SortedMap<String, String> annotations(Snapshot image) {
        SortedMap<String, String> all = new TreeMap<>(annotations);
        all.put(Annotations.CREATED, sourceDate.toString());
        image.origin().ifPresent(base -> {
            all.put(Annotations.BASE_NAME, base.name());
            all.put(Annotations.BASE_DIGEST, base.digest());
        });
        return all;
    }

    private static Descriptor descriptor(LayerBlob archive) {
        return new Descriptor(archive.mediaType(), archive.digest(), archive.size());
    }

    private LayerBlob archive(Path layer) throws IOException, InterruptedException {
        return store.archive(layer, sourceDate, compressor);
    }

    @Override
    public void close() {
        Workers.end(ahead);
        compressor.close();
    }
}
