package dev.slipway.runner.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs that are kept, a line each. */
public final class RunList {
    private final Columns columns = new Columns().row("RUN", "RESULT", "COMMAND");

    /**
     * Adds one.
     *
     * @param description as {@link RunDocument} wrote it
     * @param lastEvent as {@link JsonDisplay} wrote it; empty if there is none
     */
    public void add(String name, String description, String lastEvent) {
        List<String> words = new ArrayList<>(List.of("runner"));
        Json.read(description).path("arguments").forEach(word -> words.add(word.asText()));
        columns.row(name, result(Json.read(lastEvent)), Harmless.line(String.join(" ", words)));
    }

    /** The last event of a run that came to its end tells what failed. */
    private static String result(JsonNode last) {
        if (!last.path("event").asText().equals("runFinished")) {
            return "not finished";
        }
        return last.path("failures").isEmpty() ? "done" : "failed";
    }

    public void print(PrintWriter out) {
        columns.lines().forEach(out::println);
    }
}
