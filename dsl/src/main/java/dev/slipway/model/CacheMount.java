package dev.slipway.model;

/**
 * A folder that survives between builds and never becomes part of an image, after BuildKit's {@code --mount=type=cache}.
 *
 * @param target its absolute path while the command runs; also its identity
 */
public record CacheMount(String target, Sharing sharing) {
    /** What happens when two commands want it at once. */
    public enum Sharing {
        /** Both write to it. */
        SHARED,
        /** The second gets a folder of its own. */
        PRIVATE,
        /** The second waits. */
        LOCKED
    }

    public CacheMount {
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("cache mount '" + target + "' is not an absolute path");
        }
    }
}
