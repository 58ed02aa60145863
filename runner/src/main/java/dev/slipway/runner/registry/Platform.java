package dev.slipway.runner.registry;

/**
 * What an image runs on.
 *
 * @param os {@code linux}
 * @param architecture in Go's words: {@code amd64}, {@code arm64}
 * @param variant {@code v7}, {@code v8}; empty where any will do
 */
public record Platform(String os, String architecture, String variant) {
    /** What Slipway builds. */
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");

    /** Reads {@code linux/amd64} or {@code linux/arm/v7}. */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("'" + text + "' is no platform: write it as 'linux/amd64'");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    boolean accepts(Platform offered) {
        return os.equals(offered.os)
                && architecture.equals(offered.architecture)
                && (variant.isEmpty() || variant.equals(offered.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
