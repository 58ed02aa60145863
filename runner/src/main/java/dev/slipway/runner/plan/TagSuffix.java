package dev.slipway.runner.plan;

import dev.slipway.runner.failure.InputException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind every tag of a run. By the time that is {@code -dev202611231205}, and nothing for a release; by the
 * commit of the definitions it is {@code -dev-0a1b2c3} and {@code -v0a1b2c3}.
 *
 * @param isRelease whether the run was said to be a release
 */
public record TagSuffix(String text, boolean isRelease) {
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    /** Always as many, where git takes more in larger clones: every machine is to give the same name. */
    static final int DIGITS_OF_COMMIT = 7;

    private static final Pattern OF_COMMIT = Pattern.compile("-dev-(?<commit>[0-9a-f]{" + DIGITS_OF_COMMIT + "})");

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
        return new TagSuffix(text, false);
    }

    public static TagSuffix release() {
        return new TagSuffix("", true);
    }

    /** For a run that started at the given local time. */
    public static TagSuffix development(LocalDateTime start) {
        return new TagSuffix("-dev" + MINUTE.format(start), false);
    }

    /** For a release of the commit of that full name. */
    public static TagSuffix release(String commit) {
        return new TagSuffix("-v" + shortened(commit), true);
    }

    /** For anything else that is made of the commit of that full name. */
    public static TagSuffix development(String commit) {
        return new TagSuffix("-dev-" + shortened(commit), false);
    }

    /** That of a release of the commit that this tells; empty if it tells none. */
    public Optional<TagSuffix> releaseOfCommit() {
        Matcher told = OF_COMMIT.matcher(text);
        return told.matches() ? Optional.of(release(told.group("commit"))) : Optional.empty();
    }

    private static String shortened(String commit) {
        return commit.substring(0, DIGITS_OF_COMMIT);
    }
}
