package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.runner.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a stage between two steps.
 *
 * @param layers bottom first
 * @param filesKey stands for all that made the files; equal keys are equal files
 */
record Snapshot(List<ImageLayer> layers, String filesKey, ImageSettings settings, List<History> history) {
    Snapshot {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /** The folders of its layers, bottom first. */
    List<Path> folders() {
        return layers.stream().map(ImageLayer::folder).toList();
    }

    /** After an instruction that changes nothing but settings. */
    Snapshot with(ImageSettings changed, String createdBy) {
        return new Snapshot(layers, filesKey, changed, extended(history, new History(createdBy, true)));
    }

    /** After an instruction with the given result. */
    Snapshot with(ImageSettings changed, String createdBy, String key, Store.Result result) {
        List<ImageLayer> more = new ArrayList<>(layers);
        result.layer().ifPresent(folder -> more.add(ImageLayer.madeHere(folder)));
        // A step that changed no file leaves the files, and so their key, as they were.
        String after = result.layer().isPresent() ? Digests.of("after", filesKey, key) : filesKey;
        History entry = new History(createdBy, result.layer().isEmpty());
        return new Snapshot(more, after, changed, extended(history, entry));
    }

    private static List<History> extended(List<History> history, History entry) {
        List<History> more = new ArrayList<>(history);
        more.add(entry);
        return more;
    }
}
