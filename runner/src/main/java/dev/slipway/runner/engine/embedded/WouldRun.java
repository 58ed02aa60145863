package dev.slipway.runner.engine.embedded;

/** Ends a build that only looks, where something would really be done. */
final class WouldRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WouldRun() {
        super("would be done", null, false, false);
    }
}
