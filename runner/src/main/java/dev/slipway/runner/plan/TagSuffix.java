package dev.slipway.runner.plan;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What stands behind every tag of a run: {@code -dev202611231205}, or nothing for a release. */
public record TagSuffix(String text) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    public static TagSuffix release() {
        return new TagSuffix("");
    }

    /** For a run that started at the given local time. */
    public static TagSuffix development(LocalDateTime start) {
        return new TagSuffix("-dev" + MINUTE.format(start));
    }
}
