package dev.slipway.runner.registry;

import java.time.Duration;

/** Tells whether bytes still come and go. */
final class Pulse {
    private volatile long last = System.nanoTime();

    void beat() {
        last = System.nanoTime();
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - last);
    }
}
