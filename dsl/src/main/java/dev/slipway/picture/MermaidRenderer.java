package dev.slipway.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * In Mermaid's language, which GitHub shows in Markdown between fences: bases dashed, published images filled. Boxes get
 * short names, as Mermaid takes no other; what people read stands in quotes
 * (<a href="https://mermaid.js.org/syntax/flowchart.html">flowcharts</a>).
 */
public final class MermaidRenderer {
    private MermaidRenderer() {}

    public static String render(Picture picture) {
        List<Picture.Box> boxes = picture.boxes();
        Map<String, String> names = new HashMap<>();
        IntStream.range(0, boxes.size()).forEach(i -> names.put(boxes.get(i).id(), "n" + i));
        Stream<String> nodes = boxes.stream()
                .map(box -> "    %s[\"%s\"]:::%s"
                        .formatted(name(names, box.id()), escaped(box.id()), box.published() ? "published" : "base"));
        Stream<String> edges = boxes.stream()
                .flatMap(box -> box.needs().stream()
                        .map(needed -> "    " + name(names, needed) + " --> " + name(names, box.id())));
        Stream<String> classes = Stream.of(
                "    classDef published fill:#dbeafe,stroke:#2563eb,color:#1e3a8a",
                "    classDef base fill:#f3f4f6,stroke:#6b7280,color:#374151,stroke-dasharray:5 3");
        return Stream.of(Stream.of("flowchart LR"), nodes, edges, classes)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String name(Map<String, String> names, String id) {
        return Objects.requireNonNull(names.get(id), id);
    }

    private static String escaped(String id) {
        return id.replace("&", "#amp;").replace("\"", "#quot;");
    }
}
