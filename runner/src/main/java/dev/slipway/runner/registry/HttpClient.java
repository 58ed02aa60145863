package dev.slipway.runner.registry;

import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.IOException;
import java.net.URL;

/**
 * jib's HTTP client, with three habits changed: it does not call where nobody answers, the bytes of a manifest are kept,
 * and connections are given back while the run goes on, since jib opens a pool for each request and closes them all at
 * the end.
 */
final class HttpClient extends FailoverHttpClient {
    private static final int POOLS_KEPT = 32;

    private final boolean insecure;
    private final Reachability reachability;
    private int conversations;

    /** @param insecure allows plain HTTP, with credentials, and certificates that nobody signed */
    HttpClient(boolean insecure, Reachability reachability) {
        super(insecure, insecure, event -> {});
        this.insecure = insecure;
        this.reachability = reachability;
    }

    /**
     * Carries the bytes of a manifest past jib's parser, which keeps neither them nor the fields it does not know.
     * Throwing is the one way out of its registry client that leaves its authentication in charge.
     */
    static final class ManifestReceived extends IOException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final byte[] bytes;

        ManifestReceived(byte[] bytes) {
            super("not a failure");
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    @Override
    public Response call(String method, URL url, Request request) throws IOException {
        reachability.require(url, insecure);
        if (!method.equals("GET") || !url.getPath().contains("/manifests/")) {
            return super.call(method, url, request);
        }
        try (Response response = super.call(method, url, request)) {
            throw new ManifestReceived(response.getBody().readAllBytes());
        }
    }

    synchronized void enter() {
        conversations++;
    }

    synchronized void leave() throws IOException {
        if (--conversations == 0 && getTransportsCreated().size() > POOLS_KEPT) {
            shutDown();
        }
    }
}
