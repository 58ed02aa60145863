package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import java.io.PrintWriter;

/** Everything that happens, a line each, with the node that it happens to in front. */
public final class PlainDisplay implements Display {
    private final PrintWriter out;
    private final PrintWriter err;
    private final EventLines lines;
    private final Summary summary;

    public PlainDisplay(PrintWriter out, PrintWriter err, Summary summary, Palette palette) {
        this.out = out;
        this.err = err;
        this.lines = new EventLines(palette);
        this.summary = summary;
    }

    @Override
    public synchronized void on(Event event) {
        lines.prefixed(event).ifPresent(out::println);
        out.flush();
        if (event instanceof Event.RunFinished run) {
            summary.print(run, out, err);
        }
    }
}
