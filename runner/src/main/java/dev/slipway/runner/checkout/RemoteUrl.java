package dev.slipway.runner.checkout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URLs that git knows repositories of others by. */
final class RemoteUrl {
    private static final Pattern URL = Pattern.compile("(?<scheme>https?|ssh|git)://(?:[^/@]*@)?(?<place>[^@]+)");
    /** As scp has them. */
    private static final Pattern SHORT = Pattern.compile("(?:[^/@:]+@)?(?<host>[^/@:]+):(?!//)(?<path>[^@]+)");

    private RemoteUrl() {}

    /** Without user and password; empty if it is a folder of this machine. */
    static Optional<String> of(String text) {
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            return Optional.of(url.group("scheme") + "://" + url.group("place"));
        }
        Matcher shorter = SHORT.matcher(text);
        return shorter.matches()
                ? Optional.of("ssh://" + shorter.group("host") + "/" + shorter.group("path"))
                : Optional.empty();
    }
}
