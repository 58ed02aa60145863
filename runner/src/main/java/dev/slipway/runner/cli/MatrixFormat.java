package dev.slipway.runner.cli;

import java.util.Locale;

/** Whom a matrix is printed for. */
enum MatrixFormat {
    /** People. */
    TEXT,
    /** GitHub Actions, whose {@code fromJSON} reads it. */
    GITHUB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
