package dev.slipway.runner.display;

import dev.slipway.runner.lock.Newer;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/** What has moved on since it was locked. */
public final class OutdatedView {
    private OutdatedView() {}

    public static void printTable(SortedSet<Newer> newer, PrintWriter out) {
        if (newer.isEmpty()) {
            out.println("nothing has moved on");
            return;
        }
        Columns columns = new Columns().row("WHAT", "NAME", "LOCKED", "AVAILABLE");
        newer.forEach(one -> columns.row(kind(one), one.name(), one.locked(), one.available()));
        columns.lines().forEach(out::println);
    }

    public static void printJson(SortedSet<Newer> newer, PrintWriter out) {
        List<Map<String, Object>> documents =
                newer.stream().map(OutdatedView::document).toList();
        Json.printDocument(documents, out);
    }

    private static Map<String, Object> document(Newer one) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("what", kind(one));
        document.put("name", one.name());
        document.put("locked", one.locked());
        document.put("available", one.available());
        return document;
    }

    private static String kind(Newer one) {
        return one.kind().name().toLowerCase(Locale.ROOT);
    }
}
