package dev.slipway.runner.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry of this run: how it is spoken to, and who may; both are found out once. */
final class Host {
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";
    private static final int BAD_REQUEST = 400;

    private final String registry;
    private final RegistrySettings settings;
    private final Network network;
    private @Nullable Greeting greeting;
    private @Nullable NobodyAnswers silence;
    private Optional<Credential> credential = Optional.empty();
    private boolean asked;

    Host(String registry, RegistrySettings settings, Network network) {
        this.registry = registry;
        this.settings = settings;
        this.network = network;
    }

    /**
     * What the registry has said first.
     *
     * @param base above all its URLs
     * @param challenge empty where everybody may do something
     */
    record Greeting(URI base, Optional<Challenge> challenge) {}

    /** Nobody answers; the cause says how that showed. */
    static final class NobodyAnswers extends IOException {
        private static final long serialVersionUID = 1L;

        NobodyAnswers(IOException cause) {
            super(cause);
        }
    }

    /** Where nobody answers, nobody is asked again. */
    synchronized Greeting greet() throws IOException, InterruptedException {
        if (silence != null) {
            throw silence;
        }
        Greeting known = greeting;
        if (known == null) {
            known = greetFirst();
            greeting = known;
        }
        return known;
    }

    synchronized Optional<Credential> credential() throws Credentials.UnusableException, InterruptedException {
        if (!asked) {
            credential = new Credentials(settings).of(registry);
            asked = true;
        }
        return credential;
    }

    private Greeting greetFirst() throws IOException, InterruptedException {
        IOException problem = null;
        for (String scheme : schemes()) {
            URI base = URI.create(scheme + "://" + server() + "/v2/");
            try {
                Answer answer = network.greet(base);
                if (answer.status() != BAD_REQUEST) {
                    return new Greeting(
                            base, Challenge.of(requireInOrder(answer).headers()));
                }
                problem = new RefusedRequest(answer);
            } catch (RefusedRequest e) {
                throw e;
            } catch (IOException e) {
                problem = e;
                if (!mayBeOfTheOtherScheme(base, e)) {
                    break;
                }
            }
        }
        if (problem == null) {
            throw new IllegalStateException("there is always a scheme to try");
        }
        if (isSilence(problem)) {
            silence = new NobodyAnswers(problem);
            throw silence;
        }
        throw problem;
    }

    /** A line that broke says nothing of the scheme; nor does a port where nobody answers, if it is the only one. */
    private static boolean mayBeOfTheOtherScheme(URI base, IOException problem) {
        return isSilence(problem)
                ? base.getPort() < 0
                : problem instanceof ProtocolException || Failure.isPlainHttp(problem);
    }

    /** What speaks TLS answers plain HTTP as well, if only to refuse it. Other hosts than this one get TLS first. */
    private List<String> schemes() {
        if (!settings.isInsecure(server())) {
            return List.of("https");
        }
        return RegistrySettings.isLoopback(server()) ? List.of("http", "https") : List.of("https", "http");
    }

    private String server() {
        return registry.equals(ImageReference.DOCKER_HUB) ? DOCKER_HUB_SERVER : registry;
    }

    private static Answer requireInOrder(Answer answer) throws RefusedRequest {
        if (Refusals.isTransient(answer.status())) {
            throw new RefusedRequest(answer);
        }
        return answer;
    }

    /** Whether this is what one gets where nobody answers. */
    static boolean isSilence(Throwable thrown) {
        return thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof SocketTimeoutException
                || thrown instanceof HttpTimeoutException;
    }
}
