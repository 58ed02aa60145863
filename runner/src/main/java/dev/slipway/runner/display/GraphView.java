package dev.slipway.runner.display;

import dev.slipway.picture.DotRenderer;
import dev.slipway.picture.MermaidRenderer;
import dev.slipway.picture.Picture;
import dev.slipway.picture.SvgRenderer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A graph, for each of those that show or read one. */
public final class GraphView {
    private final Picture picture;

    public GraphView(Picture picture) {
        this.picture = picture;
    }

    public String dot() {
        return DotRenderer.render(picture);
    }

    public String svg() {
        return SvgRenderer.render(picture);
    }

    public String mermaid() {
        return MermaidRenderer.render(picture);
    }

    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", picture.title());
        document.put("nodes", picture.boxes().stream().map(GraphView::document).toList());
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Json.printDocument(document, out);
        out.flush();
        return text.toString();
    }

    private static Map<String, Object> document(Picture.Box box) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", box.id());
        document.put("description", box.description());
        document.put("published", box.published());
        box.ground().ifPresent(base -> document.put("base", base));
        document.put("needs", box.needs());
        return document;
    }
}
