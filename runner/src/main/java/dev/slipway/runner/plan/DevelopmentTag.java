package dev.slipway.runner.plan;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that a development image was pushed with, by either scheme.
 *
 * @param release the tag that a release of it has
 * @param made when, in local time; empty if it tells the commit instead
 */
public record DevelopmentTag(String tag, String release, Optional<LocalDateTime> made) {
    private static final Pattern FORM =
            Pattern.compile("(?<release>.+)-dev(?:(?<minute>[0-9]{12})|-[0-9a-f]{" + TagSuffix.DIGITS_OF_COMMIT + "})");

    /** Reads a tag; empty if it is any other. */
    public static Optional<DevelopmentTag> parse(String tag) {
        Matcher form = FORM.matcher(tag);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DevelopmentTag(
                    tag,
                    form.group("release"),
                    Optional.ofNullable(form.group("minute"))
                            .map(minute -> LocalDateTime.parse(minute, TagSuffix.MINUTE))));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
