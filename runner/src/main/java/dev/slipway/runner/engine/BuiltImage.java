package dev.slipway.runner.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * An image that an engine holds. It has no digest before it is uploaded: only then are its layers archived.
 *
 * @param node the id of its node
 * @param cached whether nothing had to be built for it
 * @param unchangedSince when it was pushed, if it is in its registry as it is and need not even be looked for here
 */
public record BuiltImage(String node, boolean cached, Optional<Instant> unchangedSince) {
    public BuiltImage(String node, boolean cached) {
        this(node, cached, Optional.empty());
    }

    /** One that was pushed before. */
    public static BuiltImage unchanged(String node, Instant since) {
        return new BuiltImage(node, true, Optional.of(since));
    }
}
