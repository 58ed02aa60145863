package dev.slipway.runner.cli;

import dev.slipway.model.TimeSpan;
import dev.slipway.runner.failure.InputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old something is, as people write it. */
final class Age {
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

    private Age() {}

    /** @param option that it is given with, for the message */
    static Duration parse(String text, String option) {
        Matcher days = DAYS.matcher(text);
        return days.matches()
                ? Duration.ofDays(Integer.parseInt(days.group(1)))
                : TimeSpan.parse(text)
                        .orElseThrow(() -> new InputException(
                                option + ": '" + text + "' is not a length of time such as 30d or 12h"));
    }
}
