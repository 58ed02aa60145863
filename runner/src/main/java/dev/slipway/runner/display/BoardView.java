package dev.slipway.runner.display;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A board as lines of a screen, none wider and all no more than fit, so that the cursor is where it is thought to be. */
final class BoardView {
    private static final int BAR = 20;
    /** Narrower screens have no bars. */
    private static final int ROOM_FOR_BAR = 60;
    /** Narrower screens tell no times. */
    private static final int ROOM_FOR_TIME = 16;

    /** Here, names may take half of the line, and elsewhere a third. */
    private static final int NARROW = 40;

    /** Fewer rows have none to spare for how many are not shown. */
    private static final int ROOM_FOR_COUNT = 3;

    private final Palette palette;

    BoardView(Palette palette) {
        this.palette = palette;
    }

    /**
     * A line with its colours.
     *
     * @param columns how many it takes
     */
    record Line(String text, int columns) {}

    /** @param left how long it will still take, where anybody knows */
    List<Line> lines(Board board, Screen.Size size, Instant now, Optional<Duration> left) {
        // In the last column, some terminals wait at its end and others go to the next line; and the last row has the
        // cursor.
        int width = size.columns() - 1;
        int room = Math.max(1, size.rows() - 1);
        List<Line> lines = new ArrayList<>();
        lines.add(header(board, width, now, left));
        if (board.rows().isEmpty()) {
            return lines;
        }
        List<Board.Row> rows = board.rows();
        boolean all = rows.size() <= room - 1;
        boolean counted = !all && room >= ROOM_FOR_COUNT;
        int shown = all ? rows.size() : Math.max(0, room - (counted ? 2 : 1));
        int spare = all ? room - 1 - shown : 0;
        int names = names(rows.subList(0, shown), width);
        for (Board.Row row : rows.subList(0, shown)) {
            lines.add(line(row, names, width, now));
            if (spare > 0 && !row.lastLine().isEmpty()) {
                spare--;
                lines.add(dimmed("    " + row.lastLine(), width));
            }
        }
        if (counted) {
            lines.add(dimmed("  and " + (rows.size() - shown) + " more", width));
        }
        return lines;
    }

    private Line header(Board board, int width, Instant now, Optional<Duration> left) {
        List<String> parts = new ArrayList<>();
        parts.add(board.done() + "/" + board.total() + " done");
        if (board.cached() > 0) {
            parts.add(board.cached() + " cached");
        }
        if (board.failed() > 0) {
            parts.add(board.failed() + " failed");
        }
        parts.add(Durations.running(Duration.between(board.start(), now)));
        left.ifPresent(time -> parts.add("about " + Durations.running(time) + " left"));
        String text = CellWidth.cut(String.join(", ", parts), width);
        return new Line(palette.bold(text), CellWidth.of(text));
    }

    private Line dimmed(String text, int width) {
        String shown = CellWidth.cut(text, width);
        return new Line(palette.dim(shown), CellWidth.of(shown));
    }

    private static int names(List<Board.Row> rows, int width) {
        int widest =
                rows.stream().mapToInt(row -> CellWidth.of(row.node())).max().orElse(0);
        return Math.min(widest, width / (width < NARROW ? 2 : 3));
    }

    private Line line(Board.Row row, int names, int width, Instant now) {
        String right = width < ROOM_FOR_TIME
                ? ""
                : bar(row, width) + " " + Durations.running(Duration.between(row.since(), now));
        String name = CellWidth.fit(row.node(), names);
        int room = Math.max(0, width - CellWidth.of(name) - right.length() - 2);
        String doing = CellWidth.fit(row.doing(), room);
        String text = CellWidth.cut(name + "  " + doing + right, width);
        return new Line(
                text.startsWith(name) ? palette.cyan(name) + text.substring(name.length()) : text, CellWidth.of(text));
    }

    private static String bar(Board.Row row, int width) {
        if (row.share().isEmpty() || row.share().get().whole() <= 0) {
            return "";
        }
        Board.Share share = row.share().get();
        double part = Math.min(1, Math.max(0, (double) share.part() / share.whole()));
        String percent = String.format(Locale.ROOT, " %3d%%", (int) (part * 100));
        int full = (int) (part * BAR);
        return width < ROOM_FOR_BAR ? percent : " [" + "#".repeat(full) + "-".repeat(BAR - full) + "]" + percent;
    }
}
