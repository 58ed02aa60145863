package dev.slipway.model;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as mount(8) and BuildKit read them: {@code 4096}, {@code 64k}, {@code 512m}, {@code 2g}. */
public final class MemorySize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([kmg]?)");
    private static final String UNITS = "kmg";
    private static final int BITS_OF_A_UNIT = 10;

    private MemorySize() {}

    /** The bytes that a text says; empty if it says none. */
    public static OptionalLong parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        int unit = form.group(2).isEmpty() ? 0 : UNITS.indexOf(form.group(2)) + 1;
        long bytes = Long.parseLong(form.group(1)) << (unit * BITS_OF_A_UNIT);
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    /** Bytes as {@link #parse} reads them, in the largest unit that leaves no rest. */
    public static String format(long bytes) {
        long number = bytes;
        int unit = 0;
        while (unit < UNITS.length() && number > 0 && number % (1 << BITS_OF_A_UNIT) == 0) {
            number >>= BITS_OF_A_UNIT;
            unit++;
        }
        return number + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }
}
