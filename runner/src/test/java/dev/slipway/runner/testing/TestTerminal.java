package dev.slipway.runner.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/** A terminal, and what somebody sees on it. */
public final class TestTerminal {
    private static final String CURSOR = "\u001b[?25";

    private final ScreenTerminal terminal;
    private boolean cursor = true;

    public TestTerminal(int columns, int rows) {
        this.terminal = new ScreenTerminal(columns, rows);
    }

    /** Prints what a program does, whose ends of lines the kernel makes those of a terminal. */
    public TestTerminal print(String output) {
        terminal.write(output.replace("\r\n", "\n").replace("\n", "\r\n"));
        int last = output.lastIndexOf(CURSOR);
        cursor = last < 0 ? cursor : output.charAt(last + CURSOR.length()) == 'h';
        return this;
    }

    public void resize(int columns, int rows) {
        terminal.setSize(Size.of(columns, rows));
    }

    public boolean hasCursor() {
        return cursor;
    }

    /** All lines, those included that have scrolled away, up to the last that is not empty. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        terminal.getHistory().forEach(cells -> lines.add(text(cells)));
        Stream.of(terminal.toString().split("\n", -1))
                .map(String::stripTrailing)
                .forEach(lines::add);
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String text(long[] cells) {
        StringBuilder text = new StringBuilder();
        for (long cell : cells) {
            int character = ScreenTerminal.cellCodePoint(cell);
            text.appendCodePoint(character == 0 ? ' ' : character);
        }
        return text.toString().stripTrailing();
    }
}
