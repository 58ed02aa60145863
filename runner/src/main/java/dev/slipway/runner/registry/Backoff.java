package dev.slipway.runner.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how patiently to try again.
 *
 * @param tries how many times in all
 * @param first how long to wait after the first failure; every further one doubles it
 * @param longest no wait is longer, whatever the registry asks for
 * @param patience no new try starts later than this after the first: jib itself tries a broken connection
 *     again for the better part of a minute
 */
record Backoff(int tries, Duration first, Duration longest, Duration patience) {
    static final Backoff DEFAULT =
            new Backoff(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** The wait after the given failure, counted from one: what the registry asked for, else doubled, with jitter. */
    Duration waitAfter(int failure, Optional<Duration> asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(failure - 1, 20));
        Duration wait = shorter(asked.orElse(doubled), longest);
        // Up to half as much again, so that those who were refused together do not come back together.
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
    }

    boolean allowsAnother(int failures, Duration elapsed) {
        return failures < tries && elapsed.compareTo(patience) < 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
