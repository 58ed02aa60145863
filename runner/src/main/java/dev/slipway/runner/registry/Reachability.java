package dev.slipway.runner.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out whether anybody answers at a host before jib speaks to it, which would try for minutes. Asks each host once;
 * an answer of whatever kind is for jib to judge.
 */
final class Reachability {
    private final Duration toConnect;
    private final Duration toAnswer;
    private final Map<String, Optional<IOException>> problems = new ConcurrentHashMap<>();

    /**
     * Waits this long at most.
     *
     * @param toConnect for a connection
     * @param toAnswer for each part of an answer
     */
    Reachability(Duration toConnect, Duration toAnswer) {
        this.toConnect = toConnect;
        this.toAnswer = toAnswer;
    }

    /** Nobody answers; the cause says how that showed. */
    static final class NobodyAnswers extends IOException {
        private static final long serialVersionUID = 1L;

        NobodyAnswers(IOException cause) {
            super(cause);
        }
    }

    /**
     * Returns once it is known that somebody answers at the URL's host and port.
     *
     * @param plain whether they may speak plain HTTP
     */
    void require(URL url, boolean plain) throws NobodyAnswers {
        Optional<IOException> problem =
                problems.computeIfAbsent(url.getAuthority(), authority -> problem(authority, schemes(url, plain)));
        if (problem.isPresent()) {
            throw new NobodyAnswers(problem.get());
        }
    }

    /** Whether this is what one gets where nobody answers. */
    static boolean isSilence(Throwable thrown) {
        return thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof SocketTimeoutException;
    }

    /** A server that speaks TLS answers plain HTTP as well, if only to refuse it. Without a port there may be two. */
    private static List<String> schemes(URL url, boolean plain) {
        if (!plain) {
            return List.of("https");
        }
        return url.getPort() >= 0 ? List.of("http") : List.of("http", "https");
    }

    private Optional<IOException> problem(String authority, List<String> schemes) {
        Optional<IOException> problem = Optional.empty();
        for (String scheme : schemes) {
            try {
                ask(URI.create(scheme + "://" + authority + "/v2/"));
                return Optional.empty();
            } catch (IOException e) {
                if (!isSilence(e)) {
                    return Optional.empty();
                }
                problem = Optional.of(e);
            }
        }
        return problem;
    }

    private void ask(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) toConnect.toMillis());
        connection.setReadTimeout((int) toAnswer.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
