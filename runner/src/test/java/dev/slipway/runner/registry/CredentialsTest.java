package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what a user logs in with: a registry that sends elsewhere, and the place that it sends to. */
class CredentialsTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);
    private static final Descriptor BLOB = new Descriptor("application/octet-stream", Sha256.of(BYTES), BYTES.length);
    private static final String LOGIN =
            Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path temporary;

    private final List<String> seenAtHome = new CopyOnWriteArrayList<>();
    private final List<String> seenElsewhere = new CopyOnWriteArrayList<>();
    private HttpServer home;
    private HttpServer elsewhere;
    private String target = "";
    private String challenge = "Basic realm=\"test\"";
    private Optional<String> challengeElsewhere = Optional.empty();
    private Registry registry;
    private ImageReference reference;

    @BeforeEach
    void start() throws IOException {
        home = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        home.createContext("/", this::sendAway);
        elsewhere.createContext("/", exchange -> {
            seenElsewhere.add(describe(exchange));
            boolean get = exchange.getRequestMethod().equals("GET");
            exchange.getRequestBody().readAllBytes();
            if (challengeElsewhere.isPresent() && !exchange.getRequestHeaders().containsKey("Authorization")) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challengeElsewhere.get());
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(get ? 200 : 201, get ? BYTES.length : -1);
            if (get) {
                exchange.getResponseBody().write(BYTES);
            }
            exchange.close();
        });
        home.start();
        elsewhere.start();
        target = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
        String host = "127.0.0.1:" + home.getAddress().getPort();
        reference = ImageReference.parse(host + "/citus/one:1");
        registry = with("{\"auths\": {\"" + host + "\": {\"auth\": \"" + LOGIN + "\"}}}");
    }

    @AfterEach
    void stop() {
        registry.close();
        home.stop(0);
        elsewhere.stop(0);
    }

    private static Registry with(String authConfig) {
        return new Registry(
                RegistryClients.with(Map.of("HOME", "/nonexistent", "DOCKER_AUTH_CONFIG", authConfig)),
                Backoff.DEFAULT,
                Patience.DEFAULT,
                Trust::ofJava);
    }

    private void sendAway(HttpExchange exchange) throws IOException {
        seenAtHome.add(describe(exchange));
        if (exchange.getRequestURI().getPath().equals("/v2/")) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            exchange.sendResponseHeaders(401, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getRequestBody().readAllBytes();
            boolean upload = exchange.getRequestURI().getPath().endsWith("/uploads/");
            boolean put = exchange.getRequestMethod().equals("PUT");
            exchange.getResponseHeaders().add("Location", target + (upload ? "/upload?state=1" : "/there"));
            exchange.sendResponseHeaders(put ? 201 : upload ? 202 : 307, -1);
        }
        exchange.close();
    }

    private static String describe(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization");
    }

    @Test
    void stayAtHomeWhenARegistrySendsElsewhere() {
        assertThat(registry.pullBlob(reference, BLOB)).isEqualTo(BYTES);

        assertThat(seenAtHome)
                .containsExactly("GET /v2/ null", "GET /v2/citus/one/blobs/" + BLOB.digest() + " Basic " + LOGIN);
        assertThat(seenElsewhere).containsExactly("GET /there null");
    }

    @Test
    void stayAtHomeWhenAMirrorAsksForSome() {
        challengeElsewhere = Optional.of("Basic realm=\"elsewhere\"");
        String mirror = target.substring("http://".length());
        String own = Base64.getEncoder().encodeToString("me:there".getBytes(StandardCharsets.UTF_8));
        String blob = "GET /v2/citus/one/blobs/" + BLOB.digest();

        pullThrough(mirror, """
                {"auths": {"%s": {"auth": "%s"}}}""".formatted(reference.registry(), LOGIN));
        assertThat(seenElsewhere).containsExactly("GET /v2/ null", blob + " null", "GET /there null");
        assertThat(seenAtHome).containsExactly("GET /v2/ null", blob + " Basic " + LOGIN);

        seenElsewhere.clear();
        pullThrough(mirror, """
                {"auths": {"%s": {"auth": "%s"}, "%s": {"auth": "%s"}}}""".formatted(reference.registry(), LOGIN, mirror, own));
        assertThat(seenElsewhere).containsExactly("GET /v2/ null", blob + " Basic " + own);
    }

    /** Whoever sends what is wanted is at the same place here. */
    private void pullThrough(String mirror, String authConfig) {
        RegistrySettings settings = RegistryClients.with(
                        Map.of("HOME", "/nonexistent", "DOCKER_AUTH_CONFIG", authConfig))
                .mirroredBy(new Mirrors(Map.of(reference.registry(), List.of(Mirror.parse(mirror)))));
        try (Registry mirrored = new Registry(settings)) {
            new ImagePull(mirrored, settings, new KeptManifests())
                    .blob(reference, BLOB, temporary.resolve("blob"), bytes -> {});
        } catch (RegistryException.Unauthorized refused) {
            assertThat(refused).hasMessageContaining(reference.registry() + " does not let you");
        }
    }

    @Test
    void stayAtHomeWhenAnUploadGoesElsewhere() throws IOException {
        Path file = Files.write(temporary.resolve("blob"), BYTES);

        assertThat(registry.pushBlob(reference, BLOB, file, Optional.empty())).isTrue();

        assertThat(seenAtHome).contains("POST /v2/citus/one/blobs/uploads/ Basic " + LOGIN);
        assertThat(seenElsewhere).containsExactly("PUT /upload?state=1&digest=" + BLOB.digest() + " null");
    }

    @Test
    void stayAtHomeWhenWhereARegistrySendsAsksForThem() {
        challengeElsewhere = Optional.of("Bearer realm=\"" + target + "/token\",service=\"elsewhere\"");
        String refused = "Cannot pull blob " + BLOB.digest() + " of " + reference.registry() + "/citus/one: "
                + reference.registry() + " does not let you (HTTP 401). Log in with: docker login "
                + reference.registry();

        try (Registry refreshing = with(refreshToken())) {
            for (Registry each : List.of(registry, refreshing)) {
                assertThatExceptionOfType(RegistryException.Unauthorized.class)
                        .isThrownBy(() -> each.pullBlob(reference, BLOB))
                        .withMessage(refused);
            }
        }
        assertThat(seenElsewhere).containsExactly("GET /there null", "GET /there null");
    }

    @Test
    void stayWithTheTokenServerThatSendsElsewhere() {
        challenge = "Bearer realm=\"http://" + reference.registry() + "/token\"";

        try (Registry refreshing = with(refreshToken())) {
            assertThatExceptionOfType(RegistryException.Refused.class)
                    .isThrownBy(() -> refreshing.pullBlob(reference, BLOB))
                    .withMessage("Cannot pull blob " + BLOB.digest() + " of " + reference.registry() + "/citus/one: "
                            + reference.registry() + " names a token server that sends elsewhere with a login. Check"
                            + " that it is a registry, and how it and any proxy before it are set up.");
        }
        assertThat(seenAtHome).containsExactly("GET /v2/ null", "POST /token null");
        assertThat(seenElsewhere).isEmpty();
    }

    private String refreshToken() {
        return "{\"auths\": {\"" + reference.registry() + "\": {\"identitytoken\": \"secret\"}}}";
    }

    @Test
    void goAlongToTheSameServerInAnotherSpelling() throws IOException {
        int port = home.getAddress().getPort();
        target = "HTTP://LOCALHOST:" + port;
        ImageReference here = ImageReference.parse("localhost:" + port + "/citus/one:1");
        Path file = Files.write(temporary.resolve("blob"), BYTES);

        try (Registry same = with("{\"auths\": {\"" + here.registry() + "\": {\"auth\": \"" + LOGIN + "\"}}}")) {
            assertThat(same.pushBlob(here, BLOB, file, Optional.empty())).isTrue();
        }

        assertThat(seenAtHome).contains("PUT /upload?state=1&digest=" + BLOB.digest() + " Basic " + LOGIN);
    }

    @Test
    void areForOneSchemeOneHostAndOnePort() {
        URI registryItself = URI.create("https://registry.example/v2/");

        assertThat(List.of("https://registry.example", "https://registry.example:443/a", "HTTPS://Registry.Example/"))
                .allMatch(one -> Server.isSame(URI.create(one), registryItself));
        assertThat(List.of(
                        "http://registry.example",
                        "http://registry.example:443",
                        "https://registry.example:444",
                        "https://registry.example@evil.example",
                        "https://registry.example.evil.example",
                        "https://evil_host",
                        "mailto:registry.example",
                        "registry.example",
                        ""))
                .noneMatch(one -> Server.isSame(URI.create(one), registryItself));
        assertThat(Server.isSame(URI.create("http://mirror.lab:80"), URI.create("http://mirror.lab")))
                .isTrue();
    }

    @Test
    void nothingGoesWhereOthersCanListen() {
        target = "http://registry.example";

        assertThatExceptionOfType(RegistryException.Unreachable.class)
                .isThrownBy(() -> registry.pullBlob(reference, BLOB))
                .withMessage("Cannot pull blob " + BLOB.digest() + " of " + reference.registry() + "/citus/one: "
                        + reference.registry()
                        + " sends to http://registry.example, where others could listen. If that is meant, add:"
                        + " --insecure-registry registry.example");
    }

    @Test
    void areNeverQuoted() {
        try (Registry mistaken = with("{\"auths\": {\"" + reference.registry() + "\": {\"auth\": \"secret!\"}}}");
                Registry broken = with("{\"auths\": secret}")) {
            assertThatExceptionOfType(RegistryException.Unauthorized.class)
                    .isThrownBy(() -> mistaken.pullBlob(reference, BLOB))
                    .withMessage("Cannot pull blob " + BLOB.digest() + " of " + reference.registry()
                            + "/citus/one: the variable DOCKER_AUTH_CONFIG has no user and password for "
                            + reference.registry() + " that can be read. Log in with: docker login "
                            + reference.registry() + ".");
            assertThatExceptionOfType(RegistryException.Unauthorized.class)
                    .isThrownBy(() -> broken.pullBlob(reference, BLOB))
                    .withMessage(
                            "Cannot pull blob " + BLOB.digest() + " of " + reference.registry()
                                    + "/citus/one: the variable DOCKER_AUTH_CONFIG is no JSON. Write it anew with docker login.");
        }
        assertThat(new Credential("me", "secret")).hasToString("a credential");
    }
}
