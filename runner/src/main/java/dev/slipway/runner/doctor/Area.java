package dev.slipway.runner.doctor;

import java.util.Locale;

/** What something is needed for. */
public enum Area {
    RUNNER,
    EMBEDDED,
    DOCKER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
