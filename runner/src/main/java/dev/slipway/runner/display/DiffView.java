package dev.slipway.runner.display;

import dev.slipway.runner.contents.Difference;
import dev.slipway.runner.contents.Difference.FileChange;
import dev.slipway.runner.contents.Difference.How;
import dev.slipway.runner.contents.Difference.PackageChange;
import dev.slipway.runner.contents.ImageComparison;
import dev.slipway.runner.registry.Descriptor;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How two images differ. */
public final class DiffView {
    private static final int FILES_SHOWN = 10;

    private final ImageComparison comparison;

    public DiffView(ImageComparison comparison) {
        this.comparison = comparison;
    }

    /**
     * For people.
     *
     * @param allFiles whether every file is named, and not the largest only
     */
    public void printText(boolean allFiles, PrintWriter out) {
        out.println("- " + comparison.before().reference() + " "
                + comparison.before().digest());
        out.println(
                "+ " + comparison.after().reference() + " " + comparison.after().digest());
        if (comparison.platforms().isEmpty()) {
            out.println("there is no platform that both are for");
        }
        for (ImageComparison.OnePlatform platform : comparison.platforms()) {
            out.println();
            out.println(platform.before().platform());
            lines(platform, allFiles).forEach(line -> out.println("  " + line));
        }
    }

    private static List<String> lines(ImageComparison.OnePlatform platform, boolean allFiles) {
        Difference difference = platform.difference();
        List<String> lines = new ArrayList<>();
        lines.add("packages: "
                + counts(difference.packages().stream().map(PackageChange::how).toList()));
        Columns packages = new Columns();
        for (PackageChange change : difference.packages()) {
            packages.row(sign(change.how()), change.name(), version(change), name(change));
        }
        packages.lines().forEach(line -> lines.add("  " + line));
        List<FileChange> shown = shown(difference.files(), allFiles);
        lines.add("files: "
                + counts(difference.files().stream().map(FileChange::how).toList())
                + (shown.size() < difference.files().size() ? "; the largest:" : ""));
        Columns files = new Columns();
        shown.forEach(change -> files.row(sign(change.how()), change.path(), size(change)));
        files.lines().forEach(line -> lines.add("  " + line));
        lines.add("size of files: " + sizes(difference.before(), difference.after()));
        lines.add("size compressed: "
                + sizes(platform.before().size(), platform.after().size()));
        lines.add("layers: " + common(platform) + " in common");
        platform.removed().forEach(layer -> lines.add("  - " + layer(layer)));
        platform.added().forEach(layer -> lines.add("  + " + layer(layer)));
        return lines;
    }

    private static String counts(List<How> changes) {
        if (changes.isEmpty()) {
            return "the same";
        }
        List<String> counts = new ArrayList<>();
        for (How how : How.values()) {
            long count = changes.stream().filter(how::equals).count();
            if (count > 0) {
                counts.add(count + " " + word(how));
            }
        }
        return String.join(", ", counts);
    }

    private static String word(How how) {
        return how.name().toLowerCase(Locale.ROOT);
    }

    private static String sign(How how) {
        return switch (how) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
        };
    }

    private static String version(PackageChange change) {
        return switch (change.how()) {
            case ADDED -> change.after();
            case REMOVED -> change.before();
            case CHANGED -> change.before() + " -> " + change.after();
        };
    }

    private static String name(PackageChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<FileChange> shown(List<FileChange> changes, boolean all) {
        return all || changes.size() <= FILES_SHOWN
                ? changes
                : changes.stream()
                        .sorted(Comparator.comparing(FileChange::size).reversed())
                        .limit(FILES_SHOWN)
                        .toList();
    }

    private static String size(FileChange change) {
        return switch (change.how()) {
            case ADDED -> ByteSize.format(change.after().orElseThrow());
            case REMOVED -> ByteSize.format(change.before().orElseThrow());
            case CHANGED -> size(change.before().orElseThrow(), change.after().orElseThrow());
        };
    }

    private static String size(long before, long after) {
        return before == after ? ByteSize.format(after) : ByteSize.format(before) + " -> " + ByteSize.format(after);
    }

    private static String sizes(long before, long after) {
        long more = after - before;
        return ByteSize.format(before) + " -> " + ByteSize.format(after)
                + (more == 0 ? "" : " (" + (more > 0 ? "+" : "-") + ByteSize.format(Math.abs(more)) + ")");
    }

    private static int common(ImageComparison.OnePlatform platform) {
        return platform.after().manifest().layers().size() - platform.added().size();
    }

    private static String layer(Descriptor layer) {
        return layer.digest() + " " + ByteSize.format(layer.size());
    }

    /** For programs: with all files. */
    public void printJson(PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("before", comparison.before().reference().toString());
        document.put("after", comparison.after().reference().toString());
        document.put(
                "platforms",
                comparison.platforms().stream().map(DiffView::document).toList());
        Json.printDocument(document, out);
    }

    private static Map<String, Object> document(ImageComparison.OnePlatform platform) {
        Difference difference = platform.difference();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("platform", platform.before().platform().toString());
        document.put(
                "digests", pair(platform.before().digest(), platform.after().digest()));
        document.put(
                "packages",
                difference.packages().stream().map(DiffView::document).toList());
        document.put(
                "files", difference.files().stream().map(DiffView::document).toList());
        document.put("fileBytes", pair(difference.before(), difference.after()));
        document.put(
                "compressedBytes",
                pair(platform.before().size(), platform.after().size()));
        document.put(
                "layersRemoved",
                platform.removed().stream().map(DiffView::document).toList());
        document.put(
                "layersAdded", platform.added().stream().map(DiffView::document).toList());
        return document;
    }

    private static Map<String, Object> document(PackageChange change) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("change", word(change.how()));
        document.put("kind", name(change));
        document.put("name", change.name());
        document.put("before", change.before());
        document.put("after", change.after());
        return document;
    }

    private static Map<String, Object> document(FileChange change) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("change", word(change.how()));
        document.put("path", change.path());
        change.before().ifPresent(size -> document.put("before", size));
        change.after().ifPresent(size -> document.put("after", size));
        return document;
    }

    private static Map<String, Object> document(Descriptor layer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("digest", layer.digest());
        document.put("size", layer.size());
        return document;
    }

    private static Map<String, Object> pair(Object before, Object after) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("before", before);
        pair.put("after", after);
        return pair;
    }
}
