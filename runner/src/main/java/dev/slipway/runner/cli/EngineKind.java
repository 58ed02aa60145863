package dev.slipway.runner.cli;

import java.util.Locale;

/** Which engine builds. */
enum EngineKind {
    /** The one that needs no daemon. */
    EMBEDDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
