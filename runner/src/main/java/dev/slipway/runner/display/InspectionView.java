package dev.slipway.runner.display;

import dev.slipway.runner.registry.RemoteImage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What registries have. */
public final class InspectionView {
    private InspectionView() {}

    public static void printText(List<RemoteImage> images, PrintWriter out) {
        String separator = "";
        for (RemoteImage image : images) {
            out.print(separator);
            separator = "\n";
            out.println(image.reference());
            Columns columns = new Columns();
            if (image.isIndex()) {
                columns.row("index", image.digest());
            }
            image.images().forEach(each -> add(each, columns));
            columns.lines().forEach(line -> out.println("  " + line));
        }
    }

    private static void add(RemoteImage.OnePlatform image, Columns columns) {
        columns.row("platform", image.platform().toString());
        columns.row("digest", image.digest());
        columns.row("created", image.created().isEmpty() ? "unknown" : image.created());
        columns.row("layers", image.manifest().layers().size() + ", " + ByteSize.format(image.size()) + " compressed");
        columns.row("base", image.base().orElse("unknown"));
        image.labels().forEach((key, value) -> columns.row("label", key + "=" + value));
        image.annotations().forEach((key, value) -> columns.row("annotation", key + "=" + value));
    }

    public static void printJson(List<RemoteImage> images, PrintWriter out) {
        Json.printDocument(images.stream().map(InspectionView::document).toList(), out);
    }

    private static Map<String, Object> document(RemoteImage image) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reference", image.reference().toString());
        document.put("digest", image.digest());
        document.put("index", image.isIndex());
        document.put(
                "images", image.images().stream().map(InspectionView::document).toList());
        return document;
    }

    private static Map<String, Object> document(RemoteImage.OnePlatform image) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("platform", image.platform().toString());
        document.put("digest", image.digest());
        document.put("created", image.created());
        document.put("layers", image.manifest().layers().size());
        document.put("size", image.size());
        image.base().ifPresent(base -> document.put("base", base));
        document.put("labels", image.labels());
        document.put("annotations", image.annotations());
        return document;
    }
}
