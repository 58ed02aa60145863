package dev.slipway.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * As a picture that stands on light and dark pages alike: boxes bring their own ground, and what stands beside
 * them is of a middle grey.
 */
public final class SvgRenderer {
    private static final int MARGIN = 16;
    private static final int BOX_HEIGHT = 34;
    private static final int COLUMN_GAP = 72;
    private static final int LEGEND_HEIGHT = 44;
    private static final double LETTER_WIDTH = 7.4;

    private final Picture picture;
    private final Layout layout;
    private final List<Integer> widths;

    private SvgRenderer(Picture picture) {
        this.picture = picture;
        this.layout = new Layout(picture);
        this.widths = IntStream.range(0, layout.columnCount())
                .mapToObj(column -> picture.boxes().stream()
                        .filter(box -> layout.place(box.id()).column() == column)
                        .mapToInt(SvgRenderer::width)
                        .max()
                        .orElse(0))
                .toList();
    }

    public static String render(Picture picture) {
        return new SvgRenderer(picture).render();
    }

    private String render() {
        int width = Math.max(left(widths.size()) - COLUMN_GAP + MARGIN, 360);
        int bottom = picture.boxes().stream()
                .mapToInt(box -> top(layout.place(box.id())) + BOX_HEIGHT)
                .max()
                .orElse(MARGIN);
        int height = bottom + LEGEND_HEIGHT + MARGIN;
        return Stream.of(
                        Stream.of(start(width, height)),
                        layout.edges().stream().map(this::edge),
                        picture.boxes().stream().map(this::box),
                        Stream.of(legend(bottom + LEGEND_HEIGHT), "</svg>"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String start(int width, int height) {
        long published = picture.boxes().stream().filter(Picture.Box::published).count();
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                aria-labelledby="title description">
                <title id="title">Build graph of %s</title>
                <desc id="description">%s</desc>
                <style>
                  text { font: 13px ui-sans-serif, system-ui, "DejaVu Sans", Arial, sans-serif; }
                  .small { font-size: 10px; }
                  .edge { fill: none; stroke: #8b949e; stroke-width: 1.5; }
                  .arrow { fill: #8b949e; }
                  .published rect { fill: #dbeafe; stroke: #2563eb; stroke-width: 1.5; }
                  .published text { fill: #1e3a8a; }
                  .base rect { fill: #f3f4f6; stroke: #6b7280; stroke-width: 1.5; stroke-dasharray: 5 3; }
                  .base text { fill: #374151; }
                  .legend { fill: #8b949e; }
                </style>
                <defs>
                  <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                    <path class="arrow" d="M0 0 8 4 0 8z"/>
                  </marker>
                </defs>""".formatted(width, height, width, height, escaped(picture.title()), escaped(description(published)));
    }

    private String description(long published) {
        String images = picture.boxes().stream()
                .map(box -> box.needs().isEmpty() ? box.id() : box.id() + " from " + String.join(" and ", box.needs()))
                .collect(Collectors.joining("; "));
        if (picture.boxes().isEmpty()) {
            return "No images.";
        }
        return picture.boxes().size() + " images, " + published + " of them published: " + images + ".";
    }

    private String box(Picture.Box box) {
        Layout.Place place = layout.place(box.id());
        int x = left(place.column());
        int y = top(place);
        int middle = x + width(box) / 2;
        List<String> lines = new ArrayList<>();
        lines.add("<g class=\"" + (box.published() ? "published" : "base") + "\">");
        lines.add("  <title>" + escaped(title(box)) + "</title>");
        lines.add("  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
                .formatted(x, y, width(box), BOX_HEIGHT));
        lines.add(text("", middle, y + (box.ground().isPresent() ? 15 : 22), box.id()));
        box.ground().ifPresent(from -> lines.add(text(" class=\"small\"", middle, y + 28, "from " + from)));
        lines.add("</g>");
        return String.join("\n", lines);
    }

    private static String text(String attributes, int x, int y, String words) {
        return "  <text%s x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted(attributes, x, y, escaped(words));
    }

    private static String title(Picture.Box box) {
        return box.description().isEmpty() ? box.id() : box.id() + ": " + box.description();
    }

    /** A curve from the right of one box to the left of another, level in every column that it passes. */
    private String edge(List<Layout.Place> way) {
        Layout.Place first = way.get(0);
        int from = left(first.column()) + boxWidth(first);
        StringBuilder path = new StringBuilder("M" + from + " " + middle(first));
        int x = from;
        for (Layout.Place place : way.subList(1, way.size())) {
            int left = left(place.column());
            int turn = (x + left) / 2;
            int before = middle(way.get(way.indexOf(place) - 1));
            path.append(" C%d %d %d %d %d %d".formatted(turn, before, turn, middle(place), left, middle(place)));
            x = left;
            if (place.box().isEmpty()) {
                x = left + widths.get(place.column());
                path.append(" H").append(x);
            }
        }
        return "<path class=\"edge\" d=\"" + path + "\" marker-end=\"url(#arrow)\"/>";
    }

    private int boxWidth(Layout.Place place) {
        return picture.boxes().stream()
                .filter(box -> box.id().equals(place.box()))
                .mapToInt(SvgRenderer::width)
                .findFirst()
                .orElse(0);
    }

    private static int width(Picture.Box box) {
        int small = (int)
                (box.ground().map(ground -> "from ".length() + ground.length()).orElse(0) * LETTER_WIDTH * 0.8);
        return Math.max((int) (box.id().length() * LETTER_WIDTH), small) + 2 * MARGIN;
    }

    private int left(int column) {
        return MARGIN
                + widths.stream()
                        .limit(column)
                        .mapToInt(width -> width + COLUMN_GAP)
                        .sum();
    }

    private static int middle(Layout.Place place) {
        return top(place) + BOX_HEIGHT / 2;
    }

    private static int top(Layout.Place place) {
        return MARGIN + (int) Math.round(place.y());
    }

    private static String legend(int y) {
        return """
                <g class="published"><rect x="%1$d" y="%2$d" width="22" height="14" rx="3"/></g>
                <text class="legend" x="%3$d" y="%4$d">published</text>
                <g class="base"><rect x="%5$d" y="%2$d" width="22" height="14" rx="3"/></g>
                <text class="legend" x="%6$d" y="%4$d">base, shared and not published</text>""".formatted(MARGIN, y - 14, MARGIN + 30, y - 3, MARGIN + 120, MARGIN + 150);
    }

    private static String escaped(String characters) {
        return characters
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
