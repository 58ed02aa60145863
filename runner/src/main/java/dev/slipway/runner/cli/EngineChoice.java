package dev.slipway.runner.cli;

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
}
