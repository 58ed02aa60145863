package dev.slipway.runner.event;

/**
 * Bytes of blobs that an upload is about.
 *
 * @param sent those that travelled
 * @param skipped those that the registry had, or got from one of its own repositories
 */
public record Traffic(long sent, long skipped) {
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic plus(Traffic other) {
        return new Traffic(sent + other.sent, skipped + other.skipped);
    }
}
