package dev.slipway.runner.layer;

/**
 * A layer as an archive, in the words of the OCI image specification.
 *
 * @param mediaType how it is packed
 * @param digest of the compressed archive: {@code sha256:...}
 * @param diffId of the archive itself
 * @param size of the compressed archive, in bytes
 */
public record LayerBlob(String mediaType, String digest, String diffId, long size) {}
