package dev.slipway.runner.cli;

import java.util.Optional;

/**
 * Who builds.
 *
 * @param builder a builder of buildx; that which the docker program would use if empty
 */
record EngineChoice(EngineKind kind, Optional<String> builder) {
    static final EngineChoice EMBEDDED = new EngineChoice(EngineKind.EMBEDDED, Optional.empty());
}
