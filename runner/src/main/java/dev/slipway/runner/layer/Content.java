package dev.slipway.runner.layer;

import java.util.List;

/**
 * Where the data of a file belongs; what is between is a hole, which reads as zeros.
 *
 * @param size of the file, in bytes, holes included
 * @param extents in their order
 */
record Content(long size, List<Extent> extents) {
    Content {
        extents = List.copyOf(extents);
    }

    /** A piece of data, in bytes from the start of the file. */
    record Extent(long offset, long length) {}

    static Content plain(long size) {
        return new Content(size, List.of(new Extent(0, size)));
    }

    /**
     * The same, if it can be.
     *
     * @param data how much of it there is
     * @throws IllegalArgumentException if extents overlap, or have another length than the data
     */
    Content checked(long data) {
        if (size < 0) {
            throw new IllegalArgumentException("a length of " + size + " bytes");
        }
        long end = 0;
        long length = 0;
        for (Extent extent : extents) {
            if (extent.offset < end || extent.length < 0 || extent.length > size - extent.offset) {
                throw new IllegalArgumentException("a map of holes that does not fit the file");
            }
            end = extent.offset + extent.length;
            length += extent.length;
        }
        if (length != data) {
            throw new IllegalArgumentException("a map of holes that does not fit its data");
        }
        return this;
    }
}
