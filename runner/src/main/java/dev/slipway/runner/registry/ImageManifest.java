package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.util.Arrays;
import java.util.List;

/**
 * The manifest of one image on one platform. The bytes are what counts: their digest is the image's name, so they
 * are kept as the registry sent them and pushed as they are.
 *
 * @param mediaType Docker's schema 2 or OCI's
 * @param config the image's configuration
 * @param layers from the base upwards
 * @param bytes the manifest itself
 * @param digest of {@code bytes}
 */
// The array is copied on its way in and out, and compared by content.
@SuppressWarnings("ArrayRecordComponent")
public record ImageManifest(String mediaType, Descriptor config, List<Descriptor> layers, byte[] bytes, String digest) {
    /** OCI's image manifest. */
    public static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    /** Docker's image manifest, schema 2. */
    public static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    public ImageManifest {
        layers = List.copyOf(layers);
        bytes = bytes.clone();
        if (!Sha256.of(bytes).equals(digest)) {
            throw new IllegalArgumentException("the manifest's bytes are not those of " + digest);
        }
    }

    /** Reads the manifest of one image; an index is refused. */
    public static ImageManifest parse(byte[] bytes) {
        return ManifestDocument.parse(bytes).image();
    }

    /** What names it. */
    public Descriptor descriptor() {
        return new Descriptor(mediaType, digest, bytes.length);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageManifest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + digest;
    }
}
