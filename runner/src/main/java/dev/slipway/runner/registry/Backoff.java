package dev.slipway.runner.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how patiently to try again.
 *
 * @param tries how many times in all
 * @param first how long to wait after the first failure; every further one doubles it
 * @param longest no wait is longer, whatever the registry asks for, but for the jitter of up to half as much again
 */
record Backoff(int tries, Duration first, Duration longest) {
    static final Backoff DEFAULT = new Backoff(6, Duration.ofMillis(500), Duration.ofSeconds(30));

    /** The wait after the given failure, counted from one: what the registry asked for, else doubled, with jitter. */
    Duration waitAfter(int failure, Optional<Duration> asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(failure - 1, 20));
        Duration wait = shorter(asked.orElse(doubled), longest);
        // Up to half as much again, so that those who were refused together do not come back together.
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
    }

    boolean allowsAnother(int failures) {
        return failures < tries;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
