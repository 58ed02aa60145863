package dev.slipway.runner.archive;

import java.io.IOException;
import java.nio.file.Path;

/** Finds what images consist of. */
@FunctionalInterface
public interface Blobs {
    /** The file with the content of a digest. */
    Path file(String digest) throws IOException;
}
