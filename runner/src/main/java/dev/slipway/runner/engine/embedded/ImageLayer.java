package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.layer.LayerBlob;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A layer of an image.
 *
 * @param folder as an overlay has it
 * @param original its archive as it was pulled, so that it is pushed as the very same; empty for layers made here
 */
record ImageLayer(Path folder, Optional<LayerBlob> original) {
    static ImageLayer madeHere(Path folder) {
        return new ImageLayer(folder, Optional.empty());
    }
}
