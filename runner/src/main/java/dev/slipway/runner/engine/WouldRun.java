package dev.slipway.runner.engine;

/** Ends the work of an engine that only looks, where something would really be done. */
public final class WouldRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WouldRun() {
        super("would be done", null, false, false);
    }
}
