package dev.slipway.runner.cli;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.ArrayList;
import java.util.List;

/** Holds back what happens until all is done, since a run that only looks may turn out not to be the run at all. */
final class Held implements EventListener {
    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void on(Event event) {
        events.add(event);
    }

    synchronized void tell(EventListener display) {
        events.forEach(display::on);
    }
}
