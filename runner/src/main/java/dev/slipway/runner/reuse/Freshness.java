package dev.slipway.runner.reuse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old what is reused may be.
 *
 * @param since when it must have been made; else its age does not matter
 * @param reuses whether anything is reused at all that was there before the run
 */
public record Freshness(Optional<Instant> since, boolean reuses) {
    /** As old as may be. */
    public static final Freshness ANY = new Freshness(Optional.empty(), true);

    /** All is made in a run that starts now. */
    public static Freshness none(Instant now) {
        return new Freshness(Optional.of(now), false);
    }

    public static Freshness atMost(Duration age, Instant now) {
        return new Freshness(Optional.of(now.minus(age)), true);
    }

    boolean allows(ImageRecord record) {
        return reuses && since.stream().noneMatch(record.pushed()::isBefore);
    }
}
