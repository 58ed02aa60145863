package dev.slipway.runner.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest buildx that will do. */
public final class BuildxVersion {
    private static final Pattern VERSION =
            Pattern.compile("\\bv?(?<version>(?<major>[0-9]+)\\.(?<minor>[0-9]+)\\.[0-9]+)");
    /** The first with {@code --progress=rawjson}. */
    private static final int OLDEST_MINOR = 13;

    private BuildxVersion() {}

    /**
     * What is wrong with one, by what {@code buildx version} says; empty if it will do. One that somebody has built from
     * sources knows no version, as v0.0.0+unknown, and may be any.
     */
    public static Optional<String> problem(String text) {
        Matcher version = VERSION.matcher(text);
        boolean isOld = version.find()
                && Integer.parseInt(version.group("major")) == 0
                && Integer.parseInt(version.group("minor")) < OLDEST_MINOR
                && !version.group("version").equals("0.0.0");
        return isOld
                ? Optional.of("buildx " + version.group("version") + " is too old: 0." + OLDEST_MINOR
                        + " is the first that tells its progress as JSON")
                : Optional.empty();
    }
}
