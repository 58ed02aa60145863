package dev.slipway.runner.display;

import dev.slipway.runner.doctor.Area;
import dev.slipway.runner.doctor.Diagnosis;
import dev.slipway.runner.doctor.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a machine has, and what it lacks.
 *
 * @param used the engine that would be used
 */
public record DoctorView(Diagnosis diagnosis, Area used) {
    /** For people: what engines do, then what each thing is, and the cures where they are needed. */
    public void printText(PrintWriter out) {
        for (Area area : Area.values()) {
            out.println(area + ": " + (diagnosis.works(area) ? "works" : "does not work")
                    + (area == used ? ", and is the engine that would be used" : ""));
            Columns columns = new Columns();
            diagnosis.of(area).forEach(finding -> add(columns, finding));
            columns.lines().forEach(out::println);
        }
    }

    private static void add(Columns columns, Finding finding) {
        columns.row("  " + finding.state(), finding.what(), finding.detail());
        finding.cures().forEach(cure -> columns.row("", "", "try: " + cure));
    }

    public void printJson(PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("engine", used.toString());
        document.put("works", diagnosis.works(used));
        document.put(
                "findings",
                diagnosis.findings().stream().map(DoctorView::document).toList());
        Json.printDocument(document, out);
    }

    private static Map<String, Object> document(Finding finding) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("area", finding.area().toString());
        document.put("what", finding.what());
        document.put("state", finding.state().toString());
        document.put("detail", finding.detail());
        document.put("cures", finding.cures());
        return document;
    }
}
