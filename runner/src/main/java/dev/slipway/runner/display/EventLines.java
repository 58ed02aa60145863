package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/** The line that an event is shown as, if it is one line; without the node that it is about. */
final class EventLines implements Event.Cases<Optional<String>> {
    private final Palette palette;

    EventLines(Palette palette) {
        this.palette = palette;
    }

    /** With the node in front. */
    Optional<String> prefixed(Event event) {
        return event.accept(this).map(text -> prefix(event) + text);
    }

    private String prefix(Event event) {
        return event instanceof Event.OfNode about ? palette.cyan("[" + about.node() + "]") + " " : "";
    }

    static String place(String node, String stage, int index, int total) {
        return (Failure.isMainStage(node, stage) ? "" : stage + " ") + index + "/" + total + " ";
    }

    private static Optional<String> line(String text) {
        return Optional.of(text);
    }

    private static String in(Duration elapsed) {
        return " in " + Durations.format(elapsed);
    }

    @Override
    public Optional<String> nodeStarted(Event.NodeStarted event) {
        return Optional.empty();
    }

    @Override
    public Optional<String> baseStarted(Event.BaseStarted event) {
        return line("base " + event.reference() + ": " + event.how());
    }

    @Override
    public Optional<String> baseProgress(Event.BaseProgress event) {
        return Optional.empty();
    }

    @Override
    public Optional<String> baseFinished(Event.BaseFinished event) {
        return line("base " + event.reference() + ": done" + in(event.elapsed()));
    }

    @Override
    public Optional<String> operationStarted(Event.OperationStarted event) {
        return line(place(event.node(), event.stage(), event.index(), event.total())
                + Harmless.line(event.operation().title()));
    }

    @Override
    public Optional<String> operationFinished(Event.OperationFinished event) {
        String place = place(event.node(), event.stage(), event.index(), event.total());
        return line(
                event.cached()
                        ? place + "cached: " + Harmless.line(event.operation().title())
                        : place + "done" + in(event.elapsed()));
    }

    @Override
    public Optional<String> outputLine(Event.OutputLine event) {
        return line(("| " + Harmless.line(event.line())).stripTrailing());
    }

    @Override
    public Optional<String> checkPassed(Event.CheckPassed event) {
        return line("check " + Harmless.line(event.check().command().source())
                + (event.cached() ? ": cached" : ": passed" + in(event.elapsed())));
    }

    @Override
    public Optional<String> nodeFinished(Event.NodeFinished event) {
        return line(palette.green(event.cached() ? "cached" : "built" + in(event.elapsed())));
    }

    @Override
    public Optional<String> nodeUnchanged(Event.NodeUnchanged event) {
        return line(palette.green("unchanged") + " since " + event.since());
    }

    @Override
    public Optional<String> nodeFailed(Event.NodeFailed event) {
        return line(palette.red("failed: ") + Harmless.line(event.failure().headline()));
    }

    @Override
    public Optional<String> nodeSkipped(Event.NodeSkipped event) {
        return line("skipped: " + event.because());
    }

    @Override
    public Optional<String> uploadStarted(Event.UploadStarted event) {
        return Optional.empty();
    }

    @Override
    public Optional<String> uploadProgress(Event.UploadProgress event) {
        return Optional.empty();
    }

    @Override
    public Optional<String> uploaded(Event.Uploaded event) {
        return line("uploaded for " + event.reference() + in(event.elapsed())
                + event.traffic()
                        .map(traffic -> ": " + Summary.traffic(traffic))
                        .orElse(""));
    }

    @Override
    public Optional<String> published(Event.Published event) {
        return line(palette.green("published") + " " + event.reference() + " " + event.digest());
    }

    @Override
    public Optional<String> saved(Event.Saved event) {
        return line(palette.green("saved") + " " + String.join(", ", event.references()) + " to " + event.path()
                + in(event.elapsed()));
    }

    @Override
    public Optional<String> loaded(Event.Loaded event) {
        return line(palette.green("loaded") + " " + String.join(", ", event.references()) + " into Docker"
                + in(event.elapsed()));
    }

    @Override
    public Optional<String> retrying(Event.Retrying event) {
        return event.notice().map(Harmless::line);
    }

    @Override
    public Optional<String> mirrorPassedOver(Event.MirrorPassedOver event) {
        return event.notice().map(Harmless::line);
    }

    @Override
    public Optional<String> runFinished(Event.RunFinished event) {
        return Optional.empty();
    }
}
