package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import java.io.PrintWriter;

/** Only what the end waits for; then a line for each image that was asked for and is there, and the failures. */
public final class QuietDisplay implements Display {
    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Summary summary;
    private final EventListener notices;

    public QuietDisplay(Plan plan, PrintWriter out, PrintWriter err, Summary summary) {
        this.plan = plan;
        this.out = out;
        this.err = err;
        this.summary = summary;
        this.notices = new NoticeDisplay(err);
    }

    @Override
    public void on(Event event) {
        notices.on(event);
        if (event instanceof Event.RunFinished run) {
            run.images().forEach(this::print);
            out.flush();
            summary.printFailures(run.failures(), err);
        }
    }

    /** In a push, an image that was only built is not where its name says. */
    private void print(Event.ImageResult image) {
        String name = image.reference().isEmpty() ? image.node() : image.reference();
        if (plan.push()) {
            image.digest().ifPresent(digest -> out.println(name + " " + digest));
        } else if (image.elapsed().isPresent()) {
            out.println(name);
        }
    }
}
