package dev.slipway.runner.display;

import dev.slipway.model.Origin;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What people read when a run is over; failures last, where they look first. */
public final class Summary {
    private static final int SHORT_DIGEST = "sha256:".length() + 12;

    private final Plan plan;
    private final Palette palette;
    private final Hints hints;

    public Summary(Plan plan, Palette palette, Hints hints) {
        this.plan = plan;
        this.palette = palette;
        this.hints = hints;
    }

    void print(Event.RunFinished run, PrintWriter out, PrintWriter err) {
        out.println();
        boolean sized = run.images().stream().anyMatch(image -> image.size().isPresent());
        Columns columns = new Columns()
                .row("IMAGE", "REFERENCE", "TIME", "RESULT", plan.push() ? "DIGEST" : "", sized ? "SIZE" : "");
        run.images()
                .forEach(image -> columns.row(
                        image.node(),
                        image.reference(),
                        image.elapsed().map(Durations::format).orElse("-"),
                        image.state().name().toLowerCase(Locale.ROOT),
                        image.digest().map(Summary::abbreviated).orElse(""),
                        image.size().map(ByteSize::format).orElse("")));
        columns.lines().forEach(out::println);
        plan.omissions().forEach(omission -> out.println("left out: " + omission.image() + ": " + omission.because()));
        if (plan.push()) {
            run.traffic().map(Summary::traffic).ifPresent(out::println);
        }
        out.println((run.failures().isEmpty() ? palette.green("done") : "ended") + " in "
                + Durations.format(run.elapsed()));
        out.flush();
        printFailures(run.failures(), err);
    }

    /** One after the other; the first failure, which is most often the cause of the rest, at the very end. */
    void printFailures(List<Failure> failures, PrintWriter err) {
        for (int i = failures.size() - 1; i >= 0; i--) {
            Failure failure = failures.get(i);
            err.println();
            err.println(palette.red("failed: ") + palette.bold(Harmless.line(failure.headline())));
            failure.origins().stream().map(Origin::describe).forEach(origin -> err.println("  asked for at " + origin));
            failure.lastLines().forEach(line -> err.println(("  | " + Harmless.line(line)).stripTrailing()));
            hints.about(failure).forEach(hint -> err.println("  " + hint));
        }
        err.flush();
    }

    static String traffic(Traffic traffic) {
        return "sent " + ByteSize.format(traffic.sent()) + ", skipped " + ByteSize.format(traffic.skipped());
    }

    private static String abbreviated(String digest) {
        return digest.substring(0, Math.min(digest.length(), SHORT_DIGEST));
    }
}
