package dev.slipway.runner.cli;

import java.util.Locale;

/** A shell whose Tab key the runner answers. */
enum CompletedShell {
    BASH,
    ZSH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
