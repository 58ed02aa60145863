package dev.slipway.runner.registry;

/**
 * Names a blob or a manifest by its content.
 *
 * @param mediaType what the bytes are
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param size how many bytes there are
 */
public record Descriptor(String mediaType, String digest, long size) {
    public Descriptor {
        if (!ImageReference.isDigest(digest)) {
            throw new IllegalArgumentException("'" + digest + "' is no sha256 digest");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a blob cannot have " + size + " bytes");
        }
    }

    /** True for layers whose licence forbids putting them into another registry. */
    public boolean isNondistributable() {
        return mediaType.contains("nondistributable") || mediaType.contains(".foreign.");
    }
}
