package dev.slipway.runner.cli;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.ArrayList;
import java.util.List;

/** Holds back what happens until the run is over, since one that only looks may turn out not to be the run at all. */
final class Held implements EventListener {
    private final EventListener display;
    private final List<Event> events = new ArrayList<>();

    Held(EventListener display) {
        this.display = display;
    }

    @Override
    public synchronized void on(Event event) {
        events.add(event);
        if (event instanceof Event.RunFinished) {
            events.forEach(display::on);
        }
    }
}
