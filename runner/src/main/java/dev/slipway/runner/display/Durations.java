package dev.slipway.runner.display;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Durations {
    private Durations() {}

    /** {@code 3.2s}, {@code 4m05s}. */
    static String format(Duration duration) {
        return duration.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
    }
}
