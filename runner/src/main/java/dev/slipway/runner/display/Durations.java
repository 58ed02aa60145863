package dev.slipway.runner.display;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Durations {
    private Durations() {}

    /** Rounded: {@code 3.2s}, {@code 4m05s}. */
    static String format(Duration duration) {
        long tenths = Math.round(duration.toMillis() / 100.0);
        if (tenths < 600) {
            return String.format(Locale.ROOT, "%d.%ds", tenths / 10, tenths % 10);
        }
        return seconds(Math.round(duration.toMillis() / 1000.0));
    }

    /** Whole seconds that have gone by, which change once a second only: {@code 3s}, {@code 4m05s}. */
    static String running(Duration duration) {
        return seconds(Math.max(0, duration.toSeconds()));
    }

    private static String seconds(long seconds) {
        return seconds < 60 ? seconds + "s" : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
}
