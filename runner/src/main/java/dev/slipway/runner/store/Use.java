package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Remembers when things were used last, as the time of a file of theirs. It is set once in the life of an open store at
 * most: whatever is not older than the oldest store that is open may be in use.
 *
 * @param opened when this store was
 */
record Use(FileTime opened) {
    /** Says that a thing is in use from now on; false if it is not there. */
    boolean mark(Path file) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(opened) < 0) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
