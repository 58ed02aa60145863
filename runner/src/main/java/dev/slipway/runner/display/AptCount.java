package dev.slipway.runner.display;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far apt-get is with the packages that it installs, from what it prints: each is unpacked and then set up.
 *
 * @param total 0 until it has said how many there are
 */
record AptCount(int done, int total) {
    static final AptCount NONE = new AptCount(0, 0);

    private static final Pattern SUMMARY = Pattern.compile("([0-9]{1,6}) upgraded, ([0-9]{1,6}) newly installed, .*");
    private static final int TIMES = 2;

    AptCount after(String line) {
        if (line.startsWith("Unpacking ") || line.startsWith("Setting up ")) {
            return new AptCount(done + 1, total);
        }
        Matcher summary = SUMMARY.matcher(line);
        return summary.matches()
                ? new AptCount(0, TIMES * (Integer.parseInt(summary.group(1)) + Integer.parseInt(summary.group(2))))
                : this;
    }
}
