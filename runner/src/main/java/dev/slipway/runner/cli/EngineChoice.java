package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import java.util.List;
import java.util.Optional;

/**
 * Who builds.
 *
 * @param builders of buildx; that which the docker program would use if empty
 * @param platforms to build for; the engine's own if empty
 * @param cache where builders keep what steps make; its tag means nothing
 */
record EngineChoice(EngineKind kind, List<String> builders, List<String> platforms, Optional<ImageReference> cache) {
    static final EngineChoice EMBEDDED = new EngineChoice(EngineKind.EMBEDDED, List.of(), List.of(), Optional.empty());

    EngineChoice {
        builders = List.copyOf(builders);
        platforms = List.copyOf(platforms);
    }

    /**
     * Makes sure that the engine can do what it is told, as far as that is known before it is asked.
     *
     * @throws InputException naming what is not to be had
     */
    void require() {
        requirePlatforms();
        if (kind == EngineKind.EMBEDDED && cache.isPresent()) {
            throw new InputException(EngineOptions.CACHE + " is for builders, and the embedded engine keeps what steps"
                    + " make in its store. Leave it out, or name a builder with " + EngineOptions.BUILDER);
        }
    }

    private void requirePlatforms() {
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
        return new EngineChoice(EngineKind.EMBEDDED, List.of(), platforms, cache);
    }
}
