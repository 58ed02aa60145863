package dev.slipway.runner.cli;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;

/** Tells what happens to who shows it by now: whoever tells it has been there before it was known what there is to show. */
final class Relay implements EventListener {
    private volatile EventListener audience;

    Relay(EventListener audience) {
        this.audience = audience;
    }

    void to(EventListener other) {
        audience = other;
    }

    @Override
    public void on(Event event) {
        audience.on(event);
    }
}
