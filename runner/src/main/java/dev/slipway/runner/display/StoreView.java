package dev.slipway.runner.display;

import dev.slipway.runner.store.Pruned;
import dev.slipway.runner.store.Usage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a store holds, and what was taken out of it. */
public final class StoreView {
    private StoreView() {}

    public static void printTable(List<Usage> usage, PrintWriter out) {
        Columns columns = new Columns().row("TYPE", "TOTAL", "ACTIVE", "SIZE", "RECLAIMABLE");
        shown(usage)
                .forEach(each -> columns.row(
                        name(each.kind()),
                        Integer.toString(each.total()),
                        Integer.toString(each.active()),
                        ByteSize.format(each.size()),
                        ByteSize.format(each.reclaimable())));
        columns.lines().forEach(out::println);
    }

    public static void printJson(List<Usage> usage, PrintWriter out) {
        Json.printDocument(shown(usage).map(StoreView::document).toList(), out);
    }

    /** Two kinds are rare, and of no interest where there are none. */
    private static Stream<Usage> shown(List<Usage> usage) {
        return usage.stream()
                .filter(each -> each.total() > 0
                        || (each.kind() != Usage.Kind.OLDER_LAYOUTS && each.kind() != Usage.Kind.BASES));
    }

    private static Map<String, Object> document(Usage usage) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", name(usage.kind()));
        document.put("total", usage.total());
        document.put("active", usage.active());
        document.put("size", usage.size());
        document.put("reclaimable", usage.reclaimable());
        return document;
    }

    public static void print(Pruned pruned, PrintWriter out) {
        String kept = ByteSize.format(pruned.kept()) + " kept";
        if (pruned.counts().isEmpty()) {
            out.println("nothing to delete: " + kept);
            return;
        }
        String deleted = pruned.counts().entrySet().stream()
                .map(each -> name(each.getKey()) + " " + each.getValue())
                .collect(Collectors.joining(", "));
        out.println("deleted: " + deleted);
        out.println(ByteSize.format(pruned.freed()) + " freed, " + kept);
    }

    private static String name(Usage.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
