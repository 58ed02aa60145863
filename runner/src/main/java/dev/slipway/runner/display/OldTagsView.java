package dev.slipway.runner.display;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;

/** Tags that could be deleted, each with when its image was made. */
public final class OldTagsView {
    private OldTagsView() {}

    public static void print(Map<String, Instant> tags, PrintWriter out) {
        Columns columns = new Columns().row("TAG", "MADE");
        tags.forEach((tag, made) -> columns.row(tag, made.toString()));
        columns.lines().forEach(out::println);
    }
}
