package dev.slipway.runner.engine;

/**
 * An image that an engine holds.
 *
 * @param node the id of its node
 * @param digest of its manifest: {@code sha256:...}
 * @param cached whether nothing had to be built for it
 */
public record BuiltImage(String node, String digest, boolean cached) {}
