package dev.slipway.runner.registry;

/**
 * Keys of what manifests say of their images, after
 * <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI's annotations</a>.
 */
public final class Annotations {
    /** When it was made: the time that the image bears itself. */
    public static final String CREATED = "org.opencontainers.image.created";
    /** Where others find the repository of its definition. */
    public static final String SOURCE = "org.opencontainers.image.source";
    /** The commit of its definition. */
    public static final String REVISION = "org.opencontainers.image.revision";

    public static final String BASE_NAME = "org.opencontainers.image.base.name";
    /** Of the manifest for the image's platform. */
    public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    private Annotations() {}
}
