package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conversation with one repository. Logs in when that is asked for, and again when a token has expired. */
final class Session {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "slipway";

    private final Scope scope;
    private final Host host;
    private final Network network;
    private final EventListener events;
    private @Nullable Challenge challenge;
    private @Nullable String authorization;

    Session(Scope scope, Host host, Network network, EventListener events) {
        this.scope = scope;
        this.host = host;
        this.network = network;
        this.events = events;
    }

    /**
     * What a registry's token is good for.
     *
     * @param mountFrom a repository of the same registry to read as well
     */
    record Scope(String registry, String repository, boolean push, Optional<String> mountFrom, boolean delete) {
        Scope(String registry, String repository, boolean push, Optional<String> mountFrom) {
            this(registry, repository, push, mountFrom, false);
        }

        /** As token servers read it. */
        private List<String> words() {
            List<String> words = new ArrayList<>();
            words.add("repository:" + repository + (push ? ":pull,push" : ":pull") + (delete ? ",delete" : ""));
            mountFrom.ifPresent(source -> words.add("repository:" + source + ":pull"));
            return words;
        }
    }

    /** @param path below the repository, with a query if there is one */
    URI uri(String path) throws IOException, InterruptedException {
        return host.greet().base().resolve(scope.repository() + "/" + path);
    }

    Answer send(Ask ask) throws Exception {
        return send(ask, Optional.empty(), new Pulse());
    }

    /**
     * Sends with what lets in here. Whoever is turned away with it logs in anew, once: it may have expired. Where the
     * registry has sent elsewhere, that place does not get to say who is told the login.
     *
     * @param target takes the body of what is no error
     */
    Answer send(Ask ask, Optional<OutputStream> target, Pulse pulse) throws Exception {
        Optional<String> pass = authorization();
        Answer answer = network.send(ask, forHost(ask, pass), target, pulse);
        if (answer.status() != Answer.UNAUTHORIZED
                || !isOwn(ask.uri())
                || !isOwn(answer.from())
                || !logsInAgain(answer, pass)) {
            return answer;
        }
        return network.send(ask, authorization(), target, pulse);
    }

    /** Uploads may go to other places than the registry itself, which are no business of its credentials. */
    private Optional<String> forHost(Ask ask, Optional<String> pass) throws IOException, InterruptedException {
        return isOwn(ask.uri()) ? pass : Optional.empty();
    }

    private boolean isOwn(URI uri) throws IOException, InterruptedException {
        return Server.isSame(uri, host.greet().base());
    }

    private synchronized Optional<String> authorization() throws Exception {
        Optional<Challenge> asked = challenge == null ? host.greet().challenge() : Optional.of(challenge);
        if (authorization == null && asked.isPresent()) {
            authorization = logIn(asked.get()).orElse(null);
        }
        return Optional.ofNullable(authorization);
    }

    /** Whether there is reason to hope for another answer with what {@link #authorization} then returns. */
    private synchronized boolean logsInAgain(Answer answer, Optional<String> used) throws Exception {
        Optional<Challenge> asked = Challenge.of(answer.headers());
        if (asked.isEmpty() || (asked.get().isBasic() && used.isPresent())) {
            return false;
        }
        // Another thread may have been faster.
        if (used.equals(Optional.ofNullable(authorization))) {
            if (used.isPresent() && !asked.get().wantsMoreRights()) {
                String place = scope.registry() + "/" + scope.repository();
                events.on(new Event.Retrying("log in to " + place, "the token has expired", Duration.ZERO));
            }
            challenge = asked.get();
            authorization = null;
        }
        return authorization().isPresent();
    }

    private Optional<String> logIn(Challenge asked) throws Exception {
        Optional<Credential> credential = host.credential();
        return asked.isBasic()
                ? credential.filter(one -> !one.isToken()).map(Credential::basic)
                : Optional.of("Bearer " + token(asked, credential));
    }

    private String token(Challenge asked, Optional<Credential> credential) throws IOException, InterruptedException {
        URI realm = realm(asked);
        Answer answer = credential.isPresent() && credential.get().isToken()
                ? exchange(realm, asked, credential.get())
                : request(realm, asked, credential);
        JsonNode document = JSON.readTree(answer.orThrow().body());
        return Stream.of("token", "access_token")
                .map(name -> document.path(name).asText(""))
                .filter(token -> !token.isEmpty())
                .findFirst()
                .orElseThrow(() -> new UnusableAnswer("names a token server that gives no token"));
    }

    private static URI realm(Challenge asked) throws UnusableAnswer {
        String realm = asked.parameter("realm").orElse("");
        return Network.url(realm)
                .orElseThrow(
                        () -> new UnusableAnswer("names a token server '" + realm + "', which is no URL of a server"));
    }

    private Answer request(URI realm, Challenge asked, Optional<Credential> credential)
            throws IOException, InterruptedException {
        List<String> query = new ArrayList<>();
        asked.parameter("service").ifPresent(service -> query.add(form("service", service)));
        scope.words().forEach(word -> query.add(form("scope", word)));
        String separator = realm.getRawQuery() == null ? "?" : "&";
        URI uri = URI.create(realm + separator + String.join("&", query));
        return network.send(Ask.of("GET", uri), credential.map(Credential::basic));
    }

    private Answer exchange(URI realm, Challenge asked, Credential credential)
            throws IOException, InterruptedException {
        String body = Stream.of(
                        form("grant_type", "refresh_token"),
                        form("service", asked.parameter("service").orElse("")),
                        form("client_id", CLIENT),
                        form("scope", String.join(" ", scope.words())),
                        form("refresh_token", credential.secret()))
                .collect(Collectors.joining("&"));
        Ask ask = Ask.of("POST", realm).sending("application/x-www-form-urlencoded", BodyPublishers.ofString(body));
        Answer answer = network.sendSecret(ask);
        if (answer.isRedirect()) {
            throw new UnusableAnswer("names a token server that sends elsewhere with a login");
        }
        return answer;
    }

    private static String form(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
