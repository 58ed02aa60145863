package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.io.PrintWriter;

/** What happens to one image, a line each. */
public final class LogWriter implements EventListener {
    private final PrintWriter out;
    private final EventLines lines = new EventLines(new Palette(false));

    public LogWriter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void on(Event event) {
        event.accept(lines).ifPresent(out::println);
        out.flush();
    }
}
