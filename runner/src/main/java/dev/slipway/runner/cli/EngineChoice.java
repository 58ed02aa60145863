package dev.slipway.runner.cli;

import java.util.List;
import java.util.Optional;

/**
 * Who builds.
 *
 * @param builder a builder of buildx; that which the docker program would use if empty
 * @param platforms to build for; the engine's own if empty
 */
record EngineChoice(EngineKind kind, Optional<String> builder, List<String> platforms) {
    static final EngineChoice EMBEDDED = new EngineChoice(EngineKind.EMBEDDED, Optional.empty(), List.of());

    EngineChoice {
        platforms = List.copyOf(platforms);
    }
}
