package dev.slipway.runner.engine;

/**
 * An image that an engine holds. It has no digest before it is uploaded: only then are its layers archived.
 *
 * @param node the id of its node
 * @param cached whether nothing had to be built for it
 */
public record BuiltImage(String node, boolean cached) {}
