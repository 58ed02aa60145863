package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.io.PrintWriter;

/** What whoever waits wants to know, and nothing else. */
public final class NoticeDisplay implements EventListener {
    private final PrintWriter err;

    /** @param err where it does not disturb what the command prints */
    public NoticeDisplay(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void on(Event event) {
        event.notice().ifPresent(notice -> {
            err.println("runner: " + Harmless.line(notice));
            err.flush();
        });
    }
}
