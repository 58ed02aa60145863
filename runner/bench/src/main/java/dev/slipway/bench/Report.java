package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was measured, as people read it.
 *
 * @param results of all runs
 * @param tools the columns, in order
 */
record Report(List<Result> results, List<String> tools) {
    private static final String NONE = "–";

    Report {
        results = List.copyOf(results);
        tools = List.copyOf(tools);
    }

    /** Seconds, a row for each case; a Markdown table. */
    String seconds() {
        return table(
                "seconds, median",
                (tool, what) -> median(tool, what)
                        .map(seconds -> decimal("%.1f", seconds))
                        .orElse(NONE));
    }

    /** The same as multiples of a tool's; a Markdown table. */
    String ratios(String unit) {
        return table(
                "× " + unit,
                (tool, what) -> ratio(tool, unit, what)
                        .map(times -> decimal("%.2f", times))
                        .orElse(NONE));
    }

    /** How many times as long as another one tool took, by medians. */
    Optional<Double> ratio(String tool, String unit, Case what) {
        return median(tool, what).flatMap(seconds -> median(unit, what).map(one -> seconds / one));
    }

    /** Lines for gnuplot: the case, and seconds in the order of the tools. */
    String data() {
        return Stream.of(Case.values())
                .map(what -> Stream.concat(
                                Stream.of('"' + what.title() + '"'),
                                tools.stream()
                                        .map(tool -> median(tool, what)
                                                .map(seconds -> decimal("%.2f", seconds))
                                                .orElse("NaN")))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n", header(), "\n"));
    }

    private String header() {
        return tools.stream().map(tool -> " \"" + tool + '"').collect(Collectors.joining("", "case", "\n"));
    }

    /** The middle one of what a tool took, or the mean of the middle two. */
    Optional<Double> median(String tool, Case what) {
        List<Double> sorted = results.stream()
                .filter(result -> result.tool().equals(tool) && result.what() == what)
                .map(Result::seconds)
                .sorted()
                .toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        sorted.size() % 2 == 1
                                ? sorted.get(middle)
                                : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }

    private interface Cell {
        String text(String tool, Case what);
    }

    private String table(String corner, Cell cell) {
        List<String> rows = new ArrayList<>();
        rows.add(row(corner, tools.stream()));
        rows.add(row("---", tools.stream().map(tool -> "---:")));
        for (Case what : Case.values()) {
            rows.add(row(what.title() + ": " + what.meaning(), tools.stream().map(tool -> cell.text(tool, what))));
        }
        return String.join("", rows);
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static String row(String first, Stream<String> cells) {
        return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
