package dev.slipway.runner.display;

import java.io.PrintWriter;
import java.util.Map;

/** Pages in Markdown, which is plain enough to be read as it is. */
public record PageView(Palette palette) {
    /** With bold headings, where there is something bold. */
    public void printPage(String text, PrintWriter out) {
        text.lines().forEach(line -> out.println(line.startsWith("#") ? palette.bold(line) : line));
    }

    /** What there is, by name. */
    public void printList(Map<String, String> summaries, PrintWriter out) {
        Columns columns = new Columns();
        summaries.forEach(columns::row);
        columns.lines().forEach(out::println);
    }
}
