package dev.slipway.runner.engine.embedded;

/**
 * An image that was pulled.
 *
 * @param name with its tag, where it has one, and with its registry
 * @param digest of its manifest for one platform
 */
record BaseImage(String name, String digest) {}
