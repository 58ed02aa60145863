package dev.slipway.runner.contents;

import dev.slipway.runner.registry.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads every layer once, however many images share it. */
final class LayerCache<T> {
    private final Layer.Reader<T> reader;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    LayerCache(Layer.Reader<T> reader) {
        this.reader = reader;
    }

    /**
     * The files of an image.
     *
     * @param layers from the base upwards
     */
    NavigableMap<String, T> files(List<Descriptor> layers, LayerSource source) throws IOException {
        List<Layer<T>> read = new ArrayList<>();
        for (Descriptor layer : layers) {
            // Those lie elsewhere, and not everybody may have them.
            if (!layer.isNondistributable()) {
                read.add(slots.computeIfAbsent(layer.digest(), absent -> new Slot())
                        .read(layer, source));
            }
        }
        return Layer.stacked(read);
    }

    /** Who comes while a layer is read waits for it. */
    private final class Slot {
        private @Nullable Layer<T> layer;

        synchronized Layer<T> read(Descriptor descriptor, LayerSource source) throws IOException {
            Layer<T> known = layer;
            if (known == null) {
                try (InputStream archive = source.open(descriptor)) {
                    known = Layer.read(archive, reader);
                }
                layer = known;
            }
            return known;
        }
    }
}
