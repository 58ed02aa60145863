package dev.slipway.runner.registry;

/**
 * A registry that has what another one has.
 *
 * @param host with its port if that is not the usual one
 * @param path below which it keeps the other one's repositories; empty if beside its own
 */
public record Mirror(String host, String path) {
    public Mirror {
        place(host, path, "image", "latest");
    }

    /** Reads {@code mirror.example:5000} and {@code mirror.example/dockerhub}. */
    public static Mirror parse(String text) {
        ImageReference.checkRepositoryPrefix(text);
        int slash = text.indexOf('/');
        return slash < 0 ? new Mirror(text, "") : new Mirror(text.substring(0, slash), text.substring(slash + 1));
    }

    /** What an image is called there. */
    ImageReference of(ImageReference reference) {
        return place(host, path, reference.repository(), reference.tag());
    }

    private static ImageReference place(String host, String path, String repository, String tag) {
        return new ImageReference(host, path.isEmpty() ? repository : path + "/" + repository, tag);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? host : host + "/" + path;
    }
}
