package dev.slipway.runner.runs;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes down what happens in a run, at once, so that it is known of one that is killed as well. */
public final class Recording implements EventListener, AutoCloseable {
    private final KeptRun run;
    private final Format log;
    private final PrintWriter events;
    private final EventListener eventWriter;
    private final Map<String, OpenLog> logs = new HashMap<>();
    private Optional<String> problem = Optional.empty();

    /** How events are written to a file. */
    @FunctionalInterface
    public interface Format extends Function<PrintWriter, EventListener> {}

    /** @param description of the run, as JSON */
    public Recording(KeptRun run, String description, Format events, Format log) throws IOException {
        this.run = run;
        this.log = log;
        Files.writeString(run.description(), description);
        Files.createDirectory(run.logs());
        this.events = new PrintWriter(Files.newBufferedWriter(run.events()));
        this.eventWriter = events.apply(this.events);
    }

    private record OpenLog(PrintWriter file, EventListener writer) {}

    public String name() {
        return run.name();
    }

    @Override
    public synchronized void on(Event event) {
        eventWriter.on(event);
        if (event instanceof Event.OfNode about) {
            try {
                logs.computeIfAbsent(about.node(), this::open).writer().on(event);
            } catch (UncheckedIOException e) {
                problem = Optional.of(String.valueOf(e.getMessage()));
            }
            if (event instanceof Event.Milestone) {
                close(about.node());
            }
        }
    }

    private OpenLog open(String node) {
        try {
            PrintWriter file = new PrintWriter(Files.newBufferedWriter(
                    run.log(node), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            return new OpenLog(file, log.apply(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There may be hundreds, most of which nothing more is told of. */
    private void close(String node) {
        Optional.ofNullable(logs.remove(node)).ifPresent(open -> close(open.file()));
    }

    private void close(PrintWriter file) {
        if (file.checkError()) {
            problem = Optional.of("a file could not be written");
        }
        file.close();
    }

    /** Why not all of it is there, if it is not. */
    public synchronized Optional<String> problem() {
        return problem;
    }

    @Override
    public synchronized void close() {
        logs.values().forEach(open -> close(open.file()));
        logs.clear();
        close(events);
    }
}
