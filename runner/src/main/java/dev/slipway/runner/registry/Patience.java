package dev.slipway.runner.registry;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param toConnect for a connection
 * @param toGreet for its first answer of all
 * @param silence for the next byte to come or go: a registry that has got the last byte of a large blob has to put it away
 */
record Patience(Duration toConnect, Duration toGreet, Duration silence) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(3));
}
