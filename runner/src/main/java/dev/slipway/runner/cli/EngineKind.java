package dev.slipway.runner.cli;

import java.util.Locale;

/** Which engine builds. */
enum EngineKind {
    /** The one that needs no daemon. */
    EMBEDDED,
    /** The builder that the docker program would use. */
    DOCKER,
    /** A builder of buildx, by its name. */
    BUILDKIT,
    /** Docker where it answers and can build, else the embedded one. */
    AUTO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
