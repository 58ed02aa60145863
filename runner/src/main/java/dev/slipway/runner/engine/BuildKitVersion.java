package dev.slipway.runner.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest BuildKit that will do. */
public final class BuildKitVersion {
    private static final Pattern VERSION = Pattern.compile("v?0\\.(?<minor>[0-9]+)\\..*");
    /** What somebody has built from sources knows no version, and may be any. */
    private static final String UNKNOWN = "v0.0.0";
    /** The first whose own frontend knows {@code ADD --checksum}. */
    private static final int OLDEST_MINOR = 12;

    private BuildKitVersion() {}

    /**
     * What is wrong with one; empty if it will do. BuildKit is not 1.0 yet: another version is that of a Docker from before
     * its BuildKit told its own.
     */
    public static Optional<String> problem(String version) {
        Matcher matcher = VERSION.matcher(version);
        boolean isOld = !matcher.matches()
                || (Integer.parseInt(matcher.group("minor")) < OLDEST_MINOR && !version.startsWith(UNKNOWN));
        return isOld
                ? Optional.of("is too old: " + version + ", and 0." + OLDEST_MINOR + " is the first that will do")
                : Optional.empty();
    }
}
