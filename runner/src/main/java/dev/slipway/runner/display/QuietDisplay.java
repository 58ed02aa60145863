package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import java.io.PrintWriter;

/** Nothing until the end; then a line for each image that is there, and the failures. */
public final class QuietDisplay implements EventListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Summary summary;

    public QuietDisplay(Plan plan, PrintWriter out, PrintWriter err, Palette palette) {
        this.out = out;
        this.err = err;
        this.summary = new Summary(plan, palette);
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.RunFinished run) {
            for (Event.ImageResult image : run.images()) {
                String name = image.reference().isEmpty() ? image.node() : image.reference();
                image.digest().ifPresent(digest -> out.println(name + " " + digest));
            }
            out.flush();
            summary.printFailures(run.failures(), err);
        }
    }
}
