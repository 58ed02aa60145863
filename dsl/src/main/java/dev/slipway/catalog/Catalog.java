package dev.slipway.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A family of images as {@code mvn package} left it; implemented by generated code. */
public interface Catalog {
    /** The package that declares it: {@code dev.slipway.definitions}. */
    String name();

    /** Its published images, by name. */
    List<ImageName> images();

    /** A resource that stands beside the generated class: {@code graph.json}, or {@code context/PATH}. */
    default InputStream resource(String path) throws IOException {
        InputStream stream = getClass().getResourceAsStream("slipway/" + path);
        if (stream == null) {
            throw new IOException("catalogue " + name() + " has no resource slipway/" + path);
        }
        return stream;
    }
}
