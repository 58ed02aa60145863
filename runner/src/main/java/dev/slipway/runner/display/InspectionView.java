package dev.slipway.runner.display;

import dev.slipway.runner.evidence.ImageEvidence;
import dev.slipway.runner.registry.Referrer;
import dev.slipway.runner.registry.RemoteImage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What registries have. */
public final class InspectionView {
    private InspectionView() {}

    /** An image, and what stands beside it for each of its platforms. */
    public record Inspected(RemoteImage image, List<ImageEvidence> evidence) {
        public Inspected {
            evidence = List.copyOf(evidence);
        }
    }

    public static void printText(List<Inspected> images, PrintWriter out) {
        String separator = "";
        for (Inspected inspected : images) {
            RemoteImage image = inspected.image();
            out.print(separator);
            separator = "\n";
            out.println(image.reference());
            Columns columns = new Columns();
            if (image.isIndex()) {
                columns.row("index", image.digest());
            }
            for (int i = 0; i < image.images().size(); i++) {
                add(image.images().get(i), columns);
                add(inspected.evidence().get(i), columns);
            }
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

    private static void add(ImageEvidence evidence, Columns columns) {
        if (!evidence.components().isEmpty()) {
            columns.row(
                    "holds",
                    evidence.components().entrySet().stream()
                            .map(type -> title(type.getKey()) + ": " + type.getValue())
                            .collect(Collectors.joining(", ")));
        }
        evidence.origin().ifPresent(origin -> {
            columns.row("built by", "runner " + origin.version() + ", engine " + origin.engine());
            origin.commits().forEach(commit -> columns.row("defined in", commit));
            origin.bases().forEach(base -> columns.row("built from", base));
        });
        evidence.referrers()
                .forEach(referrer -> columns.row(
                        "beside it",
                        referrer.manifest().digest()
                                + (referrer.artifactType().isEmpty() ? "" : " " + referrer.artifactType())));
    }

    private static String title(String type) {
        return switch (type) {
            case "deb" -> "Debian packages";
            case "apk" -> "Alpine packages";
            case "pypi" -> "Python libraries";
            case "generic" -> "sources";
            default -> type;
        };
    }

    public static void printJson(List<Inspected> images, PrintWriter out) {
        Json.printDocument(images.stream().map(InspectionView::document).toList(), out);
    }

    private static Map<String, Object> document(Inspected inspected) {
        RemoteImage image = inspected.image();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reference", image.reference().toString());
        document.put("digest", image.digest());
        document.put("index", image.isIndex());
        List<Map<String, Object>> platforms = new ArrayList<>();
        for (int i = 0; i < image.images().size(); i++) {
            Map<String, Object> platform = document(image.images().get(i));
            addTo(platform, inspected.evidence().get(i));
            platforms.add(platform);
        }
        document.put("images", platforms);
        return document;
    }

    private static void addTo(Map<String, Object> document, ImageEvidence evidence) {
        document.put("components", evidence.components());
        evidence.origin().ifPresent(origin -> {
            Map<String, Object> provenance = new LinkedHashMap<>();
            provenance.put("version", origin.version());
            provenance.put("engine", origin.engine());
            provenance.put("definitions", origin.commits());
            provenance.put("bases", origin.bases());
            document.put("provenance", provenance);
        });
        document.put(
                "referrers",
                evidence.referrers().stream().map(InspectionView::document).toList());
    }

    private static Map<String, Object> document(Referrer referrer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("digest", referrer.manifest().digest());
        document.put("artifactType", referrer.artifactType());
        document.put("annotations", referrer.annotations());
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
