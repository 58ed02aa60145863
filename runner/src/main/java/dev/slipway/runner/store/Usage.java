package dev.slipway.runner.store;

/**
 * What a store holds of one kind.
 *
 * @param total how many there are
 * @param active how many of them a run that is under way may use
 * @param size on disk, in bytes
 * @param reclaimable bytes of those that no run uses
 */
public record Usage(Kind kind, int total, int active, long size, long reclaimable) {
    /** Kinds of things in a store. */
    public enum Kind {
        /** What steps changed, and unpacked layers of bases. */
        LAYERS,
        /** Archives of layers, made or pulled, and configurations of images. */
        BLOBS,
        /** Folders of cache mounts. */
        CACHES,
        /** What runners of older versions have kept, a folder each. */
        OLDER_LAYOUTS,
        /** What profiles have made here for builders, which is beside the store. */
        BASES
    }
}
