package dev.slipway.runner.engine;

import dev.slipway.model.ContextFile;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that definitions name, on disk, checked against their digests.
 *
 * @param folder holds each file under its path, the executable bit set where it belongs
 */
public record Context(Path folder, List<ContextFile> files) {
    public Context {
        files = List.copyOf(files);
    }
}
