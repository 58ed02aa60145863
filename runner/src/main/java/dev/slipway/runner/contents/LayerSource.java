package dev.slipway.runner.contents;

import dev.slipway.runner.registry.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Where the archives of layers are. */
@FunctionalInterface
public interface LayerSource {
    /** The bytes of a layer's archive. */
    InputStream open(Descriptor layer) throws IOException;
}
