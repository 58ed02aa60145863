package dev.slipway.bench;

/**
 * How long something took.
 *
 * @param tool its name
 * @param seconds of wall time
 */
record Result(String tool, Case what, double seconds) {}
