package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that fails as told. */
class RegistryFaultsTest {
    private static final Backoff QUICK =
            new Backoff(5, Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofSeconds(30));
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
        registry = new Registry(new RegistrySettings(temporary.resolve("no-config"), Set.of()), QUICK);
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
                .withMessageContaining("refused (HTTP 418, DENIED quota exceeded)");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void keepsNoBlobThatIsNotWhatItSays() {
        server.send(EVIL);
        Path target = temporary.resolve("blobs/target");

        assertThatExceptionOfType(RegistryException.IoFailure.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length), target))
                .withMessageContaining(Sha256.of(GOOD));
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void keepsNoBlobOfAnotherSize() {
        assertThatExceptionOfType(RegistryException.IoFailure.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length - 1)))
                .withMessageContaining("more than the 9 bytes");
        assertThatExceptionOfType(RegistryException.IoFailure.class)
                .isThrownBy(() -> registry.pullBlob(reference, blob(GOOD.length + 1)))
                .withMessageContaining("10 of the 11 bytes");
    }

    @Test
    void refusesAManifestOfAnotherDigest() {
        server.send("{\"schemaVersion\": 2, \"layers\": []}".getBytes(StandardCharsets.UTF_8));
        ImageReference pinned = reference.withTag(Sha256.of(GOOD));

        assertThatExceptionOfType(RegistryException.IoFailure.class)
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
    void speaksPlainHttpOnlyWhereAllowed() {
        RegistrySettings settings = new RegistrySettings(temporary, Set.of("mirror.lab:5000"));

        assertThat(List.of("localhost", "localhost:5000", "127.0.0.1:80", "127.9.9.9", "[::1]:5000", "mirror.lab:5000"))
                .allMatch(settings::isInsecure);
        assertThat(List.of("docker.io", "mirror.lab", "127.0.0.1.example.com", "localhost.example.com:5000"))
                .noneMatch(settings::isInsecure);
    }

    private Descriptor blob(int size) {
        return new Descriptor("application/octet-stream", Sha256.of(GOOD), size);
    }
}
