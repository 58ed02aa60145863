package dev.slipway.model;

/**
 * A folder in memory that is there only while a command runs, after BuildKit's {@code --mount=type=tmpfs}.
 *
 * @param target its absolute path while the command runs
 * @param size the most bytes that it holds; 0 for as many as the machine gives
 */
public record TmpfsMount(Text target, long size) {
    public TmpfsMount {
        if (!target.source().startsWith("/")) {
            throw new IllegalArgumentException("tmpfs mount '" + target + "' is not an absolute path");
        }
    }
}
