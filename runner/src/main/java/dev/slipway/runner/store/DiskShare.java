package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much a store may take of its disk unless told: as much as leaves a fifth of the disk free, and at least a tenth of
 * it. These are two of the limits that BuildKit's garbage collection has by default.
 *
 * @param total bytes of the disk
 * @param free bytes that can be written by whoever asks
 */
record DiskShare(long total, long free) {
    private static final int FREE_PART = 5;
    private static final int KEPT_PART = 10;

    static DiskShare of(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return new DiskShare(disk.getTotalSpace(), disk.getUsableSpace());
    }

    private long missing() {
        return total / FREE_PART - free;
    }

    boolean isShort() {
        return missing() > 0;
    }

    /** What a store may keep that takes so many bytes. */
    long keep(long size) {
        return isShort() ? Math.max(size - missing(), total / KEPT_PART) : size;
    }
}
