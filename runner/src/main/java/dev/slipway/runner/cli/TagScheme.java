package dev.slipway.runner.cli;

import java.util.Locale;

/** What the suffix of tags tells, where nobody gives one. */
enum TagScheme {
    /** When a development image was made; a release has no suffix. */
    TIME,
    /** Which commit the definitions are of. */
    GIT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
