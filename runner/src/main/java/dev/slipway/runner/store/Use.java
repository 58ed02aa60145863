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
            // Java opens a file to set its time, and it may be taken away in between: so it is looked at again.
            while (Files.getLastModifiedTime(file).compareTo(opened) < 0) {
                Files.setLastModifiedTime(file, now());
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Not before this store was opened, even if the clock was put back since. */
    private FileTime now() {
        FileTime now = FileTime.from(Instant.now());
        return now.compareTo(opened) < 0 ? opened : now;
    }
}
