package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.Platform;
import java.util.List;

/**
 * Who builds.
 *
 * @param builders of buildx; that which the docker program would use if empty
 * @param platforms to build for; the engine's own if empty
 */
record EngineChoice(EngineKind kind, List<String> builders, List<String> platforms) {
    static final EngineChoice EMBEDDED = new EngineChoice(EngineKind.EMBEDDED, List.of(), List.of());

    EngineChoice {
        builders = List.copyOf(builders);
        platforms = List.copyOf(platforms);
    }

    /**
     * Makes sure that the engine can build for the platforms, as far as that is known before it is asked.
     *
     * @throws InputException naming the one that is none, or that the embedded engine cannot build for
     */
    void requirePlatforms() {
        for (String text : platforms) {
            Platform platform = platform(text);
            if (kind == EngineKind.EMBEDDED && !platform.equals(Platform.LINUX_AMD64)) {
                throw new InputException("--platform: the embedded engine builds for " + Platform.LINUX_AMD64
                        + ", not for " + platform + ". Name a builder that does with --builder");
            }
        }
    }

    private static Platform platform(String text) {
        try {
            return Platform.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException("--platform: " + e.getMessage(), e);
        }
    }

    /** The same where the embedded engine is what there is. */
    EngineChoice embedded() {
        return new EngineChoice(EngineKind.EMBEDDED, List.of(), platforms);
    }
}
