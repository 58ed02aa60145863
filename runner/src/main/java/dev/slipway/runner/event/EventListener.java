package dev.slipway.runner.event;

/** Is told what happens, from many threads at once. */
@FunctionalInterface
public interface EventListener {
    void on(Event event);
}
