package dev.slipway.runner.display;

import dev.slipway.runner.plan.Matrix;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs that a plan is divided into.
 *
 * @param reasons why each image is among them, by its id; empty where it was not asked what has changed
 */
public record MatrixView(Matrix matrix, Optional<Map<String, List<String>>> reasons) {
    /** For people. */
    public void printText(PrintWriter out) {
        if (matrix.groups().isEmpty()) {
            out.println("nothing changed");
            return;
        }
        Columns columns = new Columns().row("JOBS", "NAME", "DOES");
        for (int i = 0; i < matrix.waves().size(); i++) {
            add(columns, "wave " + (i + 1), matrix.waves().get(i));
        }
        add(columns, "group", matrix.groups());
        columns.lines().forEach(out::println);
        reasons.ifPresent(all ->
                all.forEach((image, each) -> each.forEach(reason -> out.println("changed: " + image + ": " + reason))));
    }

    private static void add(Columns columns, String what, List<Matrix.Job> jobs) {
        jobs.forEach(job ->
                columns.row(what, job.name(), (job.push() ? "pushes " : "builds ") + String.join(", ", job.images())));
    }

    /** For GitHub Actions, in the one line that an output of a step has. */
    public void printGithub(PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("waves", matrix.waves().stream().map(MatrixView::jobs).toList());
        document.put("groups", jobs(matrix.groups()));
        reasons.ifPresent(all -> document.put("changed", all));
        out.println(Json.line(document));
    }

    private static Map<String, Object> jobs(List<Matrix.Job> jobs) {
        return Map.of("include", jobs.stream().map(MatrixView::job).toList());
    }

    private static Map<String, Object> job(Matrix.Job job) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", job.name());
        document.put("images", String.join(" ", job.images()));
        document.put("push", job.push());
        return document;
    }
}
