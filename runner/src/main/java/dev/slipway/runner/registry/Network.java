package dev.slipway.runner.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends requests wherever they have to go. What the user has not named as insecure gets nothing over plain HTTP, and
 * nothing with a certificate that nobody signed; credentials go to the host they are for, and to no other.
 */
final class Network implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final int TEMPORARY_REDIRECT = 307;

    private final RegistrySettings settings;
    private final Patience patience;
    private final Http secure;
    private final Http insecure;

    Network(RegistrySettings settings, Patience patience, Supplier<SSLContext> trust) {
        this.settings = settings;
        this.patience = patience;
        this.secure = new Http(trust, patience.toConnect());
        this.insecure = new Http(Trust::inAll, patience.toConnect());
    }

    /** A server wants to be spoken to in a way in which anybody could listen. */
    static final class UnsafeException extends IOException {
        private static final long serialVersionUID = 1L;
        private final String authority;

        UnsafeException(URI uri) {
            super(uri.getScheme() + "://" + uri.getAuthority());
            this.authority = String.valueOf(uri.getAuthority());
        }

        String authority() {
            return authority;
        }
    }

    /** The first words to a host: without credentials, and for an answer soon. */
    Answer greet(URI uri) throws IOException, InterruptedException {
        return sendOnce(Ask.of("GET", uri), patience.toGreet());
    }

    /** Follows no redirects, as the body of the request is a secret. */
    Answer sendSecret(Ask ask) throws IOException, InterruptedException {
        return sendOnce(ask, patience.silence());
    }

    private Answer sendOnce(Ask ask, Duration silence) throws IOException, InterruptedException {
        return of(ask.uri()).send(ask.request(Optional.empty()), Optional.empty(), new Pulse(), silence);
    }

    Answer send(Ask ask, Optional<String> authorization) throws IOException, InterruptedException {
        return send(ask, authorization, Optional.empty(), new Pulse());
    }

    /**
     * Follows redirects, if need be to other hosts.
     *
     * @param authorization for the host of the request
     * @param target takes the body of what is no error
     */
    Answer send(Ask ask, Optional<String> authorization, Optional<OutputStream> target, Pulse pulse)
            throws IOException, InterruptedException {
        Ask next = ask;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<String> allowed = Server.isSame(next.uri(), ask.uri()) ? authorization : Optional.empty();
            Answer answer = of(next.uri()).send(next.request(allowed), target, pulse, patience.silence());
            Optional<String> location = answer.headers().firstValue("Location");
            if (!answer.isRedirect() || location.isEmpty() || !mayRepeat(ask, answer)) {
                return answer;
            }
            next = next.at(resolve(next.uri(), location.get()));
        }
        throw new UnusableAnswer("sends from one place to the next, more than " + MOST_REDIRECTS + " times");
    }

    /** As servers write it: in full, or without the host. */
    static URI resolve(URI from, String location) throws UnusableAnswer {
        // Not quoted: it may hold what lets in there.
        return url(() -> from.resolve(location))
                .orElseThrow(() -> new UnusableAnswer("sends to a place that is no URL of a server"));
    }

    /** Empty unless it is that of a server. */
    static Optional<URI> url(String text) {
        return url(() -> URI.create(text));
    }

    private static Optional<URI> url(Supplier<URI> written) {
        try {
            return Optional.of(written.get()).filter(uri -> Server.of(uri).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The older kinds of redirect would turn an upload into a download. */
    private static boolean mayRepeat(Ask ask, Answer answer) {
        return ask.method().equals("GET") || ask.method().equals("HEAD") || answer.status() >= TEMPORARY_REDIRECT;
    }

    private Http of(URI uri) throws UnsafeException {
        if (settings.isInsecure(uri.getAuthority())) {
            return insecure;
        }
        if (!Server.isSecure(uri)) {
            throw new UnsafeException(uri);
        }
        return secure;
    }

    @Override
    public void close() {
        secure.close();
        insecure.close();
    }
}
