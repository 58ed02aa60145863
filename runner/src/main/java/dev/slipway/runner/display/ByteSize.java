package dev.slipway.runner.display;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes as people write them: {@code 1.5GB} of a thousand millions, {@code 2GiB} of 1024 MiB. */
public final class ByteSize {
    private static final String PREFIXES = "kMGT";
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?) ?(?:([kmgt])(i?))?B?", Pattern.CASE_INSENSITIVE);
    private static final int DECIMAL = 1000;
    private static final int BINARY = 1024;

    private ByteSize() {}

    /** The bytes that a text says; empty if it says none. */
    public static Optional<Long> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal base = BigDecimal.valueOf("i".equalsIgnoreCase(form.group(3)) ? BINARY : DECIMAL);
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(base.pow(exponent(form.group(2))));
        return Optional.of(bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    private static int exponent(@Nullable String prefix) {
        return prefix == null ? 0 : PREFIXES.toLowerCase(Locale.ROOT).indexOf(prefix.toLowerCase(Locale.ROOT)) + 1;
    }

    /** Rounded: {@code 512B}, {@code 4.1kB}, {@code 12.3GB}. */
    static String format(long bytes) {
        double number = bytes;
        int exponent = 0;
        // What would be rounded to a thousand is one of the next.
        while (number >= DECIMAL - 0.05 && exponent < PREFIXES.length()) {
            number /= DECIMAL;
            exponent++;
        }
        return exponent == 0
                ? bytes + "B"
                : String.format(Locale.ROOT, "%.1f%sB", number, PREFIXES.charAt(exponent - 1));
    }
}
