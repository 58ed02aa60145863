package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a stage between two steps.
 *
 * @param layers bottom first
 * @param filesKey stands for the content of all layers; equal keys are equal files
 * @param origin the image that was not made here and that it started from
 */
record Snapshot(
        List<ImageLayer> layers,
        String filesKey,
        ImageSettings settings,
        List<History> history,
        Optional<BaseImage> origin) {
    Snapshot {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /** The state of an image that was not made here. */
    static Snapshot of(
            List<ImageLayer> layers, ImageSettings settings, List<History> history, Optional<BaseImage> origin) {
        String filesKey = Digests.of("no files");
        for (ImageLayer layer : layers) {
            filesKey = keyAfter(filesKey, layer.folder());
        }
        return new Snapshot(layers, filesKey, settings, history, origin);
    }

    private static String keyAfter(String filesKey, Path layer) {
        return Digests.of("after", filesKey, Store.id(layer));
    }

    /** The same as the base of another stage. */
    Snapshot asBase() {
        return new Snapshot(layers, filesKey, settings.asBase(), history, origin);
    }

    /** The folders of its layers, bottom first. */
    List<Path> folders() {
        return layers.stream().map(ImageLayer::folder).toList();
    }

    /** After an instruction that changes nothing but settings. */
    Snapshot with(ImageSettings changed, String createdBy) {
        return new Snapshot(layers, filesKey, changed, extended(history, new History(createdBy, true)), origin);
    }

    /** After an instruction with the given result. */
    Snapshot with(ImageSettings changed, String createdBy, Store.Result result) {
        List<ImageLayer> more = new ArrayList<>(layers);
        result.layer().ifPresent(folder -> more.add(ImageLayer.madeHere(folder)));
        String after = result.layer().map(folder -> keyAfter(filesKey, folder)).orElse(filesKey);
        History entry = new History(createdBy, result.layer().isEmpty());
        return new Snapshot(more, after, changed, extended(history, entry), origin);
    }

    private static List<History> extended(List<History> history, History entry) {
        List<History> more = new ArrayList<>(history);
        more.add(entry);
        return more;
    }
}
