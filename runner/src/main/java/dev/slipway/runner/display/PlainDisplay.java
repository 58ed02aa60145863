package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        event.accept(lines);
        out.flush();
    }

    private void print(String node, String line) {
        out.println(palette.cyan("[" + node + "]") + " " + line);
    }

    private static String place(String node, String stage, int index, int total) {
        // The main stage has the image's name, the node's id without its variant.
        String name = node.equals(stage) || node.startsWith(stage + ":") ? "" : stage + " ";
        return name + index + "/" + total + " ";
    }

    private static String in(Duration elapsed) {
        return " in " + Durations.format(elapsed);
    }

    /** Nothing comes back: the display writes. */
    private final class Lines implements Event.Cases<@Nullable Void> {
        @Override
        public @Nullable Void nodeStarted(Event.NodeStarted event) {
            return null;
        }

        @Override
        public @Nullable Void baseStarted(Event.BaseStarted event) {
            print(event.node(), "base " + event.reference() + ": " + event.how());
            return null;
        }

        @Override
        public @Nullable Void baseFinished(Event.BaseFinished event) {
            print(event.node(), "base " + event.reference() + ": done" + in(event.elapsed()));
            return null;
        }

        @Override
        public @Nullable Void operationStarted(Event.OperationStarted event) {
            print(
                    event.node(),
                    place(event.node(), event.stage(), event.index(), event.total())
                            + event.operation().title());
            return null;
        }

        @Override
        public @Nullable Void operationFinished(Event.OperationFinished event) {
            String place = place(event.node(), event.stage(), event.index(), event.total());
            print(
                    event.node(),
                    event.cached()
                            ? place + "cached: " + event.operation().title()
                            : place + "done" + in(event.elapsed()));
            return null;
        }

        @Override
        public @Nullable Void outputLine(Event.OutputLine event) {
            print(event.node(), "| " + event.line());
            return null;
        }

        @Override
        public @Nullable Void checkPassed(Event.CheckPassed event) {
            print(
                    event.node(),
                    "check " + event.check().command().source()
                            + (event.cached() ? ": cached" : ": passed" + in(event.elapsed())));
            return null;
        }

        @Override
        public @Nullable Void nodeFinished(Event.NodeFinished event) {
            print(
                    event.node(),
                    palette.green(event.cached() ? "cached" : "built" + in(event.elapsed())) + " " + event.digest());
            return null;
        }

        @Override
        public @Nullable Void nodeFailed(Event.NodeFailed event) {
            print(event.node(), palette.red("failed: ") + event.failure().message());
            return null;
        }

        @Override
        public @Nullable Void nodeSkipped(Event.NodeSkipped event) {
            print(event.node(), "skipped: " + event.because());
            return null;
        }

        @Override
        public @Nullable Void uploaded(Event.Uploaded event) {
            print(event.node(), "uploaded for " + event.reference() + in(event.elapsed()));
            return null;
        }

        @Override
        public @Nullable Void published(Event.Published event) {
            print(event.node(), palette.green("published") + " " + event.reference() + " " + event.digest());
            return null;
        }

        @Override
        public @Nullable Void runFinished(Event.RunFinished event) {
            summary.print(event, out, err);
            return null;
        }
    }
}
