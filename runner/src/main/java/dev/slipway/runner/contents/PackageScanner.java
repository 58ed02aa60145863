package dev.slipway.runner.contents;

import dev.slipway.runner.packages.Facts;
import dev.slipway.runner.registry.Descriptor;
import java.io.IOException;
import java.util.List;

/** Finds out what is installed in images. Safe for use by many threads. */
public final class PackageScanner {
    private final LayerCache<Facts> layers = new LayerCache<>(PackageList::facts);

    /**
     * What is installed in an image.
     *
     * @param layers from the base upwards
     */
    public PackageList scan(List<Descriptor> layers, LayerSource source) throws IOException {
        return PackageList.of(this.layers.files(layers, source));
    }
}
