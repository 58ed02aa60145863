package dev.slipway.runner.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, over connections that are used again. Follows no redirects: who asks has to decide what may go along.
 * Gives up on a server from which and to which no byte moves.
 */
final class Http implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<SSLContext> trust;
    private final Duration toConnect;
    private @Nullable HttpClient client;
    private final Set<Runnable> stops = ConcurrentHashMap.newKeySet();

    /** @param trust says whose certificates are good; asked for at the first request, since it takes its time */
    Http(Supplier<SSLContext> trust, Duration toConnect) {
        this.trust = trust;
        this.toConnect = toConnect;
    }

    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            // Version 2 would share one connection, and with it one window, among all blobs.
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(toConnect)
                    .sslContext(trust.get())
                    .build();
            client = known;
        }
        return known;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param target takes the body if the answer is no error; else it is in the answer
     * @param pulse of this exchange, which whoever reads the request's body makes beat as well
     * @param silence the longest that no byte may move
     */
    Answer send(HttpRequest request, Optional<OutputStream> target, Pulse pulse, Duration silence)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> future = client().sendAsync(
                        request,
                        head -> new Receiver(Answer.isOk(head.statusCode()) ? target.orElse(null) : null, pulse));
        // Whatever ends the wait, nothing of this exchange is to go on.
        Runnable stop = () -> future.cancel(true);
        stops.add(stop);
        try {
            HttpResponse<byte[]> response = await(future, pulse, silence);
            return new Answer(request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } finally {
            stop.run();
            stops.remove(stop);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Pulse pulse, Duration silence)
            throws IOException, ExecutionException, InterruptedException {
        long look = Math.min(silence.toMillis(), LOOK.toMillis());
        while (true) {
            try {
                return future.get(look, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (pulse.silence().compareTo(silence) >= 0) {
                    throw new HttpTimeoutException("no answer in " + describe(silence));
                }
            }
        }
    }

    private static String describe(Duration silence) {
        return silence.toSeconds() > 0 ? silence.toSeconds() + " s" : silence.toMillis() + " ms";
    }

    /** Ends all that waits for an answer. */
    @Override
    public void close() {
        stops.forEach(Runnable::run);
    }
}
