package dev.slipway.runner.engine;

import dev.slipway.model.TimeSpan;
import java.time.Duration;

/**
 * A further try at a command that failed.
 *
 * @param number from 1
 * @param of how many there may be
 */
public record Retry(int number, int of) {
    private static final int LONGEST_PAUSE = 30;

    /** How long to wait before it: twice as long each time, up to half a minute. */
    public Duration pause() {
        return Duration.ofSeconds(Math.min(LONGEST_PAUSE, 1L << Math.min(number - 1, LONGEST_PAUSE)));
    }

    /** As it is told behind what the command printed. */
    public String line(String failure) {
        return "(" + failure + "; retry " + number + " of " + of + " in " + TimeSpan.format(pause()) + ")";
    }
}
