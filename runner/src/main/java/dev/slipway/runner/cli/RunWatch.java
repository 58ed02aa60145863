package dev.slipway.runner.cli;

import dev.slipway.runner.display.Display;
import dev.slipway.runner.display.FrameTicker;
import dev.slipway.runner.display.Hints;
import dev.slipway.runner.display.JsonDisplay;
import dev.slipway.runner.display.LiveDisplay;
import dev.slipway.runner.display.LogWriter;
import dev.slipway.runner.display.RunDocument;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.runs.Forecast;
import dev.slipway.runner.runs.Recording;
import dev.slipway.runner.runs.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows a run, and keeps what is worth it. That something cannot be kept is told, and spoils no run. */
final class RunWatch implements EventListener, AutoCloseable {
    private final StateFolder state;
    private final Optional<Recording> recording;
    private final Forecast forecast;
    private final Display display;
    private final PrintWriter err;

    private RunWatch(
            StateFolder state, Optional<Recording> recording, Forecast forecast, Display display, PrintWriter err) {
        this.state = state;
        this.recording = recording;
        this.forecast = forecast;
        this.display = display;
        this.err = err;
    }

    static RunWatch of(
            Plan plan, Setting setting, RunSettings settings, Surroundings surroundings, List<String> arguments) {
        StateFolder state = StateFolder.of(surroundings.environment());
        Optional<Recording> recording = recording(state, plan, setting, surroundings, arguments);
        Forecast forecast = new Forecast(
                plan,
                settings.limits().jobs(),
                surroundings.clock(),
                () -> state.stepTimes().read());
        Hints hints = new Hints(GivenOptions.forFailedShell(arguments), recording.map(Recording::name));
        Display display = settings.progress()
                .display(new Progress.Shown(plan, setting, surroundings, hints, new FrameTicker(), forecast::left));
        return new RunWatch(
                state, recording, forecast, display, surroundings.terminal().err());
    }

    /** What shows a run that only looks: nothing of it is worth keeping. */
    static Display unkept(
            Plan plan,
            Setting setting,
            RunSettings settings,
            Surroundings surroundings,
            List<String> arguments,
            LiveDisplay.Ticker ticker) {
        Hints hints = new Hints(GivenOptions.forFailedShell(arguments), Optional.empty());
        return settings.progress()
                .display(new Progress.Shown(plan, setting, surroundings, hints, ticker, now -> Optional.empty()));
    }

    private static Optional<Recording> recording(
            StateFolder state, Plan plan, Setting setting, Surroundings surroundings, List<String> arguments) {
        try {
            RunDocument document = new RunDocument(
                    arguments, setting.profile().file(), surroundings.clock().instant(), plan);
            return Optional.of(new Recording(
                    state.runs().create(document.started()),
                    document.json(),
                    file -> new JsonDisplay(file, surroundings.clock()),
                    LogWriter::new));
        } catch (IOException e) {
            surroundings.terminal().err().println("runner: warning: no log of this run is kept: " + reason(e));
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    @Override
    public void on(Event event) {
        recording.ifPresent(record -> record.on(event));
        forecast.on(event);
        display.on(event);
    }

    @Override
    public void close() {
        display.close();
        recording.ifPresent(this::end);
        Map<String, Duration> times = forecast.taken();
        try {
            if (!times.isEmpty()) {
                state.stepTimes().add(times);
            }
        } catch (IOException e) {
            warn("how long steps took is not kept: " + reason(e));
        }
    }

    private void end(Recording record) {
        record.close();
        record.problem().ifPresent(problem -> warn("the log of this run is not complete: " + problem));
        try {
            state.runs().prune();
        } catch (IOException e) {
            warn("logs of old runs cannot be deleted: " + reason(e));
        }
    }

    private void warn(String text) {
        err.println("runner: warning: " + text);
        err.flush();
    }
}
