package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that fails as told. */
class RegistryFaultsTest {
    private static final Backoff QUICK = new Backoff(5, Duration.ofMillis(1), Duration.ofMillis(50));
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofMillis(50));
    private static final byte[] GOOD = "good bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EVIL = "evil bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temporary;

    private BrokenServer server;
    private Registry registry;
    private ImageReference reference;

    @BeforeEach
    void start() throws IOException {
        server = new BrokenServer(GOOD);
        registry = new Registry(RegistryClients.anonymous(), QUICK, Patience.DEFAULT, Trust::ofJava);
        reference = ImageReference.parse("127.0.0.1:" + server.port() + "/citus/one:1");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        server.close();
    }

    @Test
    void triesAgainWhenToldToWaitAndWhenTheServerIsOutOfOrder() {
        server.answer(429, 503, 408, 502);

        assertThat(registry.pullBlob(reference, blob(GOOD.length))).isEqualTo(GOOD);
        assertThat(server.requests()).isEqualTo(5);
    }

    @Test
    void tellsWhatItTriesAgainInNoWordsOfTheServer() {
        List<Event> told = new ArrayList<>();
        server.send("{\"errors\": [{\"code\": \"DENIED\", \"message\": \"Bearer c2VjcmV0\"}]}"
                .getBytes(StandardCharsets.UTF_8));
        server.answer(429, 503, 404);

        try (Registry telling =
                new Registry(RegistryClients.anonymous().telling(told::add), QUICK, Patience.DEFAULT, Trust::ofJava)) {
            assertThat(telling.hasBlob(reference, blob(GOOD.length))).isFalse();
        }
        String operation = "look for blob " + Sha256.of(GOOD) + " of " + reference.registry() + "/citus/one";
        assertThat(told)
                .containsExactly(
                        new Event.Retrying(operation, "HTTP 429", Duration.ZERO),
                        new Event.Retrying(operation, "HTTP 503", Duration.ZERO));
        assertThat(told.get(0).notice()).contains("trying again at once to " + operation + ": HTTP 429");
    }

    @Test
    void givesUpAfterFiveTries() {
        server.answer(503, 503, 503, 503, 503, 503);

        assertThatExceptionOfType(RegistryException.IoFailure.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length)))
                .withMessageContaining("keeps failing (HTTP 503")
                .withMessageContaining(reference.registry() + "/citus/one");
        assertThat(server.requests()).isEqualTo(5);
    }

    @Test
    void quotesTheRegistry() {
        server.answer(418);
        server.send("{\"errors\": [{\"code\": \"DENIED\", \"message\": \"quota exceeded\"}]}"
                .getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.pullManifest(reference, Platform.LINUX_AMD64))
                .withMessage("Cannot pull " + reference + ": " + reference.registry()
                        + " has no room for it (HTTP 418, DENIED quota exceeded). Raise its limit, or delete images"
                        + " there.");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void saysWhatToDoAboutARefusedPush() {
        assertPushRefused(
                400,
                "NAME_INVALID",
                "invalid repository name",
                "takes no such name (HTTP 400, NAME_INVALID invalid repository name). Create the repository there, or"
                        + " choose another with --repo.");
        assertPushRefused(
                403,
                "DENIED",
                "adding 5 MiB would exceed the quota",
                "has no room for it (HTTP 403, DENIED adding 5 MiB would exceed the quota). Raise its limit, or delete"
                        + " images there.");
        assertPushRefused(
                403,
                "DENIED",
                "requested access is denied",
                "does not let you (HTTP 403, DENIED requested access is denied). Log in with: docker login "
                        + reference.registry());
    }

    private void assertPushRefused(int status, String code, String words, String message) {
        server.send("{\"errors\": [{\"code\": \"%s\", \"message\": \"%s\"}]}"
                .formatted(code, words)
                .getBytes(StandardCharsets.UTF_8));
        server.answer(404, status);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() ->
                        registry.pushBlob(reference, blob(GOOD.length), temporary.resolve("blob"), Optional.empty()))
                .withMessage("Cannot push blob %s of %s/citus/one: %s %s"
                        .formatted(Sha256.of(GOOD), reference.registry(), reference.registry(), message));
    }

    @Test
    void waitsAsServersSayIt() {
        Instant now = Instant.parse("2015-10-21T07:27:30Z");

        assertThat(RetryAfter.parse("120", now)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", now)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:27:00 GMT", now)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("", now)).isEmpty();
        assertThat(RetryAfter.parse("soon", now)).isEmpty();
    }

    @Test
    void keepsNoBlobThatIsNotWhatItSays() {
        server.send(EVIL);
        Path target = temporary.resolve("blobs/target");

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length), target))
                .withMessage("Cannot pull blob %1$s of %2$s/citus/one: the registry sent %3$s for %1$s."
                                .formatted(Sha256.of(GOOD), reference.registry(), Sha256.of(EVIL))
                        + " Have the image pushed there again.");
        assertThat(server.requests()).isEqualTo(1);
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void keepsNoBlobOfAnotherSize() {
        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length - 1)))
                .withMessage("Cannot pull blob %1$s of %2$s/citus/one: the registry sent more than the 9 bytes of %1$s."
                                .formatted(Sha256.of(GOOD), reference.registry())
                        + " Have the image pushed there again.");
        assertThat(server.requests()).isEqualTo(1);
        assertThatExceptionOfType(RegistryException.IoFailure.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length + 1)))
                .withMessageContaining("10 of the 11 bytes");
    }

    @Test
    void doesNotTryAgainWhereNoUploadCanGo() {
        server.answer(404, 202);

        assertPushNonsense("does not say where to upload to");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void doesNotTryAgainWhereItIsSentToNoServer() {
        server.add("Location: mailto:nobody");
        server.answer(404, 202);

        assertPushNonsense("sends to a place that is no URL of a server");
        assertThat(server.requests()).isEqualTo(2);
    }

    private void assertPushNonsense(String problem) {
        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() ->
                        registry.pushBlob(reference, blob(GOOD.length), temporary.resolve("blob"), Optional.empty()))
                .withMessage("Cannot push blob " + Sha256.of(GOOD) + " of " + reference.registry() + "/citus/one: "
                        + nonsense(problem));
    }

    @Test
    void doesNotTryAgainWhereItIsSentFromOnePlaceToTheNext() {
        server.add("Location: /again");
        server.answer(307, 308, 301, 302, 303, 307);

        assertPullNonsense("sends from one place to the next, more than 5 times");
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void doesNotTryAgainWhereATokenServerIsNoServer() {
        server.add("WWW-Authenticate: Bearer service=\"registry\"");

        assertPullNonsense("names a token server '', which is no URL of a server");
        assertThat(server.requests()).isZero();
    }

    @Test
    void doesNotTryAgainWhereATokenServerGivesNoToken() {
        server.add("WWW-Authenticate: Bearer realm=\"http://" + reference.registry() + "/token\"");
        server.send("{}".getBytes(StandardCharsets.UTF_8));

        assertPullNonsense("names a token server that gives no token");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void doesNotTryAgainWhereAManifestIsTooLarge() {
        server.send(new byte[(4 << 20) + 1]);

        assertPullNonsense("answers with more than 4194304 bytes");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void doesNotTryAgainWhereAListOfTagsHasNoEnd() {
        server.add("Link: </v2/citus/one/tags/list>; rel=\"next\"");
        server.send("{\"tags\": [\"1\"]}".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.tags(reference))
                .withMessage("Cannot list the tags of " + reference.registry() + "/citus/one: "
                        + nonsense("has a list without an end"));
        assertThat(server.requests()).isEqualTo(1);
    }

    private void assertPullNonsense(String problem) {
        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.pullManifest(reference, Platform.LINUX_AMD64))
                .withMessage("Cannot pull " + reference + ": " + nonsense(problem));
    }

    private String nonsense(String problem) {
        return reference.registry() + " " + problem
                + ". Check that it is a registry, and how it and any proxy before it are set up.";
    }

    @Test
    void refusesAManifestOfAnotherDigest() {
        server.send("{\"schemaVersion\": 2, \"layers\": []}".getBytes(StandardCharsets.UTF_8));
        ImageReference pinned = reference.withTag(Sha256.of(GOOD));

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> registry.pullManifest(pinned, Platform.LINUX_AMD64))
                .withMessageContaining("for " + Sha256.of(GOOD));
    }

    @Test
    void refusesWhatIsNoManifest() {
        for (String text : List.of("<html>", "{\"schemaVersion\": 1}", "{\"schemaVersion\": 2, \"layers\": [{}]}")) {
            server.send(text.getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(RegistryException.Refused.class)
                    .isThrownBy(() -> registry.pullManifest(reference, Platform.LINUX_AMD64))
                    .withMessageStartingWith("Cannot pull " + reference + ": ");
        }
    }

    @Test
    void givesUpAtOnceWhereNobodyListens() throws IOException {
        server.close();

        assertThatExceptionOfType(RegistryException.Unreachable.class)
                .isThrownBy(() -> registry.pullManifest(reference, Platform.LINUX_AMD64))
                .withMessage("Cannot pull " + reference + ": " + reference.registry()
                        + " does not answer (connection refused). Check its name and port, the network and the proxy.");
    }

    @Test
    void givesUpOnceWhereNobodyAnswersAndDoesNotAskAgain() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Registry impatient = new Registry(RegistryClients.anonymous(), QUICK, IMPATIENT, Trust::ofJava)) {
            String host = "127.0.0.1:" + silent.getLocalPort();
            ImageReference there = ImageReference.parse(host + "/citus/one:1");

            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(RegistryException.Unreachable.class)
                        .isThrownBy(() -> impatient.pullManifest(there, Platform.LINUX_AMD64))
                        .withMessage("Cannot pull " + there + ": " + host
                                + " does not answer (no answer in 50 ms). Check its name and port, the network and the"
                                + " proxy.");
            }
            silent.accept().close();
            silent.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(silent::accept);
        }
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(RegistryException.Stopped.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length)));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void waitsAsLongAsAskedButNotForever() {
        Backoff backoff = Backoff.DEFAULT;

        assertThat(backoff.waitAfter(3, Optional.empty())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(backoff.waitAfter(1, Optional.of(Duration.ofSeconds(7))))
                .isBetween(Duration.ofSeconds(7), Duration.ofMillis(10_500));
        assertThat(backoff.waitAfter(1, Optional.of(Duration.ofDays(1))))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
    }

    @Test
    void speaksPlainHttpOnlyOnLoopback() {
        assertThat(List.of("localhost", "localhost:5000", "127.0.0.1:80", "127.9.9.9", "[::1]:5000"))
                .allMatch(RegistrySettings::isLoopback);
        assertThat(List.of("docker.io", "mirror.lab", "127.0.0.1.example.com", "localhost.example.com:5000"))
                .noneMatch(RegistrySettings::isLoopback);
    }

    private Descriptor blob(int size) {
        return new Descriptor("application/octet-stream", Sha256.of(GOOD), size);
    }
}
