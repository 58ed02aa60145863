package dev.slipway.runner.plan;

import dev.slipway.runner.failure.InputException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** What stands behind every tag of a run: {@code -dev202611231205}, or nothing for a release. */
public record TagSuffix(String text) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    /** What may stand in a tag, after the OCI distribution specification. */
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

    /**
     * Reads what somebody typed.
     *
     * @param from where it stands: {@code --tag-suffix}, {@code TAG_SUFFIX}
     * @throws InputException if no tag can end with it
     */
    public static TagSuffix parse(String text, String from) {
        if (!CHARACTERS.matcher(text).matches()) {
            throw new InputException(from + ": '" + text + "' cannot stand behind a tag, which is made of letters,"
                    + " digits, dots, dashes and underscores");
        }
        return new TagSuffix(text);
    }

    public static TagSuffix release() {
        return new TagSuffix("");
    }

    /** For a run that started at the given local time. */
    public static TagSuffix development(LocalDateTime start) {
        return new TagSuffix("-dev" + MINUTE.format(start));
    }
}
