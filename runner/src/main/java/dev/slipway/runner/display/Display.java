package dev.slipway.runner.display;

import dev.slipway.runner.event.EventListener;

/** Shows a run. */
public interface Display extends EventListener, AutoCloseable {
    /** To be called however a run ends: gives back what was taken of a terminal. */
    @Override
    default void close() {}
}
