package dev.slipway.runner.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Whom credentials are for, however a URL spells it. */
record Server(String scheme, String host, int port) {
    private static final String HTTPS = "https";
    private static final String HTTP = "http";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** That of a URL; empty if it names none that can be asked. */
    static Optional<Server> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTPS) && !scheme.equals(HTTP)) {
            return Optional.empty();
        }
        int usual = scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
        return Optional.of(
                new Server(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort()));
    }

    /** Whether nobody can listen. */
    static boolean isSecure(URI uri) {
        return HTTPS.equalsIgnoreCase(uri.getScheme());
    }

    static boolean isSame(URI one, URI other) {
        return of(one).isPresent() && of(one).equals(of(other));
    }
}
