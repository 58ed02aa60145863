package dev.slipway.runner.layer;

/**
 * A layer as an archive, in the words of the OCI image specification.
 *
 * @param digest of the compressed archive: {@code sha256:...}
 * @param diffId of the archive itself
 * @param size of the compressed archive, in bytes
 */
public record LayerBlob(String digest, String diffId, long size) {
    /** Of the archives that {@link LayerWriter} makes. */
    public static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
}
