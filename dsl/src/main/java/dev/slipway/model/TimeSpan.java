package dev.slipway.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(?:([0-9]{1,4})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?");

    private TimeSpan() {}

    /** The length that a text says; empty if it says none, or one of no length. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Duration length = Duration.ofHours(number(form.group(1)))
                .plusMinutes(number(form.group(2)))
                .plusSeconds(number(form.group(3)));
        return length.isZero() ? Optional.empty() : Optional.of(length);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** A length of whole seconds as {@link #parse} reads it. */
    public static String format(Duration length) {
        return part(length.toHours(), "h") + part(length.toMinutesPart(), "m") + part(length.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
