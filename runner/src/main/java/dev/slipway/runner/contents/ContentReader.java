package dev.slipway.runner.contents;

import dev.slipway.runner.registry.Descriptor;
import java.io.IOException;
import java.util.List;

/** Reads all that is in images. */
public final class ContentReader {
    private final LayerCache<FileState> layers = new LayerCache<>(FileState::read);

    /**
     * What is in an image.
     *
     * @param layers from the base upwards
     */
    public ImageContents read(List<Descriptor> layers, LayerSource source) throws IOException {
        return new ImageContents(this.layers.files(layers, source));
    }
}
