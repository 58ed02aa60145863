package dev.slipway.runner.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Something that a store holds and that can be made again.
 *
 * @param path a folder or a file, under the name by which others find it
 * @param mark the file of which the time is that of the last use: the path itself, or in it
 * @param used the last use, as it was when the store was looked at
 */
record Item(Usage.Kind kind, Path path, Path mark, FileTime used, long size) {
    String name() {
        return String.valueOf(path.getFileName());
    }
}
