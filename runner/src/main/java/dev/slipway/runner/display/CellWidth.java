package dev.slipway.runner.display;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: most characters one, those of East Asia two, accents none. */
final class CellWidth {
    private static final String CUT = "…";
    private static final int LAST_ASCII = 0x7e;

    private CellWidth() {}

    static int of(String text) {
        return text.codePoints().map(CellWidth::of).sum();
    }

    /** As much of a text as fits, with a sign at its end where that is not all. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        int used = 1;
        while (used + of(text.codePointAt(end)) <= columns) {
            used += of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return columns < 1 ? "" : text.substring(0, end) + CUT;
    }

    /** A text that fits, cut or with blanks behind it. */
    static String fit(String text, int columns) {
        String shown = cut(text, columns);
        return shown + " ".repeat(columns - of(shown));
    }

    private static int of(int character) {
        return character <= LAST_ASCII ? 1 : Math.max(0, WCWidth.wcwidth(character));
    }
}
