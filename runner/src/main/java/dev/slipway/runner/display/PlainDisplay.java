package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Everything that happens, a line each, with the node that it happens to in front. */
public final class PlainDisplay implements EventListener {
    private final PrintWriter out;
    private final Palette palette;
    private final Lines lines = new Lines();
    private final Summary summary;
    private final PrintWriter err;

    public PlainDisplay(Plan plan, PrintWriter out, PrintWriter err, Palette palette) {
        this.out = out;
        this.err = err;
        this.palette = palette;
        this.summary = new Summary(plan, palette);
    }

    @Override
    public synchronized void on(Event event) {
        event.accept(lines).ifPresent(out::println);
        out.flush();
        if (event instanceof Event.RunFinished run) {
            summary.print(run, out, err);
        }
    }

    private Optional<String> line(String node, String text) {
        return Optional.of(palette.cyan("[" + node + "]") + " " + text);
    }

    private static String place(String node, String stage, int index, int total) {
        return (Failure.isMainStage(node, stage) ? "" : stage + " ") + index + "/" + total + " ";
    }

    private static String in(Duration elapsed) {
        return " in " + Durations.format(elapsed);
    }

    /** The line that an event is shown as, if it is one line. */
    private final class Lines implements Event.Cases<Optional<String>> {
        @Override
        public Optional<String> nodeStarted(Event.NodeStarted event) {
            return Optional.empty();
        }

        @Override
        public Optional<String> baseStarted(Event.BaseStarted event) {
            return line(event.node(), "base " + event.reference() + ": " + event.how());
        }

        @Override
        public Optional<String> baseFinished(Event.BaseFinished event) {
            return line(event.node(), "base " + event.reference() + ": done" + in(event.elapsed()));
        }

        @Override
        public Optional<String> operationStarted(Event.OperationStarted event) {
            return line(
                    event.node(),
                    place(event.node(), event.stage(), event.index(), event.total())
                            + event.operation().title());
        }

        @Override
        public Optional<String> operationFinished(Event.OperationFinished event) {
            String place = place(event.node(), event.stage(), event.index(), event.total());
            return line(
                    event.node(),
                    event.cached()
                            ? place + "cached: " + event.operation().title()
                            : place + "done" + in(event.elapsed()));
        }

        @Override
        public Optional<String> outputLine(Event.OutputLine event) {
            return line(event.node(), ("| " + event.line()).stripTrailing());
        }

        @Override
        public Optional<String> checkPassed(Event.CheckPassed event) {
            return line(
                    event.node(),
                    "check " + event.check().command().source()
                            + (event.cached() ? ": cached" : ": passed" + in(event.elapsed())));
        }

        @Override
        public Optional<String> nodeFinished(Event.NodeFinished event) {
            return line(event.node(), palette.green(event.cached() ? "cached" : "built" + in(event.elapsed())));
        }

        @Override
        public Optional<String> nodeUnchanged(Event.NodeUnchanged event) {
            return line(event.node(), palette.green("unchanged") + " since " + event.since());
        }

        @Override
        public Optional<String> nodeFailed(Event.NodeFailed event) {
            return line(event.node(), palette.red("failed: ") + event.failure().headline());
        }

        @Override
        public Optional<String> nodeSkipped(Event.NodeSkipped event) {
            return line(event.node(), "skipped: " + event.because());
        }

        @Override
        public Optional<String> uploaded(Event.Uploaded event) {
            return line(
                    event.node(),
                    "uploaded for " + event.reference() + in(event.elapsed())
                            + event.traffic()
                                    .map(traffic -> ": " + Summary.traffic(traffic))
                                    .orElse(""));
        }

        @Override
        public Optional<String> published(Event.Published event) {
            return line(event.node(), palette.green("published") + " " + event.reference() + " " + event.digest());
        }

        @Override
        public Optional<String> saved(Event.Saved event) {
            return Optional.of(palette.green("saved") + " " + String.join(", ", event.references()) + " to "
                    + event.path() + in(event.elapsed()));
        }

        @Override
        public Optional<String> loaded(Event.Loaded event) {
            return Optional.of(palette.green("loaded") + " " + String.join(", ", event.references()) + " into Docker"
                    + in(event.elapsed()));
        }

        @Override
        public Optional<String> retrying(Event.Retrying event) {
            return event.notice();
        }

        @Override
        public Optional<String> mirrorPassedOver(Event.MirrorPassedOver event) {
            return event.notice();
        }

        @Override
        public Optional<String> runFinished(Event.RunFinished event) {
            return Optional.empty();
        }
    }
}
