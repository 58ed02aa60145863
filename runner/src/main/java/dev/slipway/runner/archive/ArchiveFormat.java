package dev.slipway.runner.archive;

/** What images are saved as, by the names that skopeo and podman give it. */
public enum ArchiveFormat {
    /** An OCI image layout in a tar file. */
    OCI_ARCHIVE("oci-archive"),
    /** An OCI image layout, after the OCI image specification, image-layout.md. */
    OCI_DIR("oci-dir"),
    /** What {@code docker load} reads, after Docker's image specification, version 1.2. */
    DOCKER_ARCHIVE("docker-archive");

    private final String word;

    ArchiveFormat(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
