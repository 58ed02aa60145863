package dev.slipway.runner.engine.embedded;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Media types of layers, of which Docker and OCI have a set each. */
final class LayerTypes {
    private static final String DOCKER = "application/vnd.docker.image.rootfs.";
    private static final String OCI = "application/vnd.oci.image.layer.";
    private static final Map<String, String> OCI_OF_DOCKER = Map.of(
            DOCKER + "diff.tar", OCI + "v1.tar",
            DOCKER + "diff.tar.gzip", OCI + "v1.tar+gzip",
            DOCKER + "diff.tar.zstd", OCI + "v1.tar+zstd",
            DOCKER + "foreign.diff.tar", OCI + "nondistributable.v1.tar",
            DOCKER + "foreign.diff.tar.gzip", OCI + "nondistributable.v1.tar+gzip");
    private static final Pattern OCI_TYPE =
            Pattern.compile("application/vnd\\.oci\\.image\\.layer\\.(nondistributable\\.)?v1\\.tar(\\+(gzip|zstd))?");

    private LayerTypes() {}

    /**
     * OCI's type for the same bytes: what is made here has a manifest of OCI's kind, and readers refuse a mixture.
     *
     * @throws IOException if it is no type of a layer
     */
    static String oci(String type) throws IOException {
        String oci = OCI_OF_DOCKER.getOrDefault(type, type);
        if (!OCI_TYPE.matcher(oci).matches()) {
            throw new IOException("it has a layer of type '" + type + "', which is none of an image");
        }
        return oci;
    }
}
