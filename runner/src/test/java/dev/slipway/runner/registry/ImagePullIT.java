package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real registries, and those that stand before them. */
class ImagePullIT {
    private static final Backoff QUICK = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(5));
    private static final String NOWHERE = "nowhere.test";

    @TempDir
    private Path temporary;

    private final List<Event> told = new ArrayList<>();
    private RegistryServer server;
    private TestImage image;
    private final Learned learned = new Learned();
    private final KeptManifests kept = new KeptManifests();

    @BeforeEach
    void start() throws Exception {
        server = RegistryServer.start(temporary.resolve("server"));
        image = TestImage.create(temporary, "one");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asks_nobody_but_the_mirror_that_has_it() throws Exception {
        push(server.host() + "/hub/library/base:1");

        pull(NOWHERE + "/library/base:1", Map.of(NOWHERE, List.of(server.host() + "/hub")));

        assertThat(told).isEmpty();
    }

    @Test
    void passes_over_a_mirror_that_does_not_answer_and_tells_it_once() throws Exception {
        push(server.host() + "/library/base:1");
        String gone = "127.0.0.1:" + unusedPort();
        Map<String, List<String>> mirrors = Map.of(server.host(), List.of(gone));

        pull(server.host() + "/library/base:1", mirrors);
        pull(server.host() + "/library/base:1", mirrors);

        assertThat(told)
                .containsExactly(new Event.MirrorPassedOver(
                        server.host(),
                        gone,
                        "Cannot pull " + gone + "/library/base:1: " + gone
                                + " does not answer (connection refused). Check its name and port, the network and the"
                                + " proxy."));
    }

    @Test
    void says_nothing_of_a_mirror_that_does_not_have_everything() throws Exception {
        push(server.host() + "/library/base:1");

        pull(server.host() + "/library/base:1", Map.of(server.host(), List.of(server.host() + "/empty")));

        assertThat(told).isEmpty();
    }

    @Test
    void says_who_was_asked_where_nobody_has_it() throws Exception {
        assertThatExceptionOfType(RegistryException.Unreachable.class)
                .isThrownBy(() -> pull(NOWHERE + "/library/base:1", Map.of(NOWHERE, List.of(server.host()))))
                .withMessage("Cannot pull " + NOWHERE + "/library/base:1: " + NOWHERE
                        + " does not answer (unknown host). Check its name and port, the network and the proxy.");

        assertThat(told).hasSize(1);
        assertThat(told.get(0).notice())
                .contains("mirror " + server.host() + " of " + NOWHERE + " is passed over: Cannot pull "
                        + server.host() + "/library/base:1: " + server.host()
                        + " has no such thing (HTTP 404, MANIFEST_UNKNOWN manifest unknown). Check the name and the"
                        + " tag; a private repository needs 'docker login " + server.host() + "'.");
    }

    @Test
    void takes_other_bytes_from_nobody() throws Exception {
        push(server.host() + "/library/base:1");
        byte[] evil = "evil bytes".getBytes(StandardCharsets.UTF_8);
        try (BrokenServer broken = new BrokenServer(evil)) {
            String mirror = "127.0.0.1:" + broken.port();
            String pinned = server.host() + "/library/base@" + image.manifest().digest();

            pull(pinned, Map.of(server.host(), List.of(mirror)));

            assertThat(told)
                    .containsExactly(new Event.MirrorPassedOver(
                            server.host(),
                            mirror,
                            "Cannot pull " + mirror + "/library/base@"
                                    + image.manifest().digest()
                                    + ": the registry sent " + Sha256.of(evil) + " for "
                                    + image.manifest().digest() + ". Have the image pushed there again."));
        }
    }

    @Test
    void takes_no_other_blob_either() throws Exception {
        push(server.host() + "/library/base:1");
        Descriptor layer = image.manifest().layers().get(0);
        byte[] evil = new byte[(int) layer.size()];
        try (BrokenServer broken = new BrokenServer(evil)) {
            String mirror = "127.0.0.1:" + broken.port();
            RegistrySettings settings = settings(Map.of(server.host(), List.of(mirror)));
            Path file = temporary.resolve("blob");

            try (Registry registry = registry(settings)) {
                new ImagePull(registry, settings, kept)
                        .blob(ImageReference.parse(server.host() + "/library/base:1"), layer, file, bytes -> {});
            }

            assertThat(file).hasBinaryContent(image.content(layer));
            assertThat(told)
                    .containsExactly(new Event.MirrorPassedOver(
                            server.host(),
                            mirror,
                            "Cannot pull blob " + layer.digest() + " of " + mirror
                                    + "/library/base: the registry sent " + Sha256.of(evil) + " for " + layer.digest()
                                    + ". Have the image pushed there again."));
        }
    }

    @Test
    void pushes_to_no_mirror() throws Exception {
        RegistrySettings settings = settings(Map.of(server.host(), List.of(server.host() + "/hub")));
        try (Registry registry = registry(settings)) {
            push(registry, server.host() + "/library/base:1");
        }

        assertThat(server.tags("library/base")).containsExactly("1");
        assertThat(server.hasRepository("hub/library/base")).isFalse();
    }

    @Test
    void asks_for_nothing_that_another_process_of_the_run_has_been_told() throws Exception {
        push(server.host() + "/library/base:1");
        Map<String, List<String>> mirrors = Map.of(server.host(), List.of("127.0.0.1:" + unusedPort()));
        RegistrySettings first = settings(mirrors);
        ImageReference reference = ImageReference.parse(server.host() + "/library/base:1");
        try (Registry registry = registry(first)) {
            new ImagePull(registry, first, kept).manifest(reference, Platform.LINUX_AMD64);
        }
        Path file = temporary.resolve("learned");
        learned.write(file);
        server.close();

        RegistrySettings second = settings(mirrors).knowing(Learned.read(file));
        try (Registry registry = registry(second)) {
            assertThat(new ImagePull(registry, second, new KeptManifests()).manifest(reference, Platform.LINUX_AMD64))
                    .isEqualTo(image.manifest());
            // What is pushed there need not travel.
            Descriptor layer = image.manifest().layers().get(0);
            assertThat(registry.homeOf(reference.withTag("2"), layer)).contains("library/base");
            assertThatExceptionOfType(RegistryException.Unreachable.class)
                    .isThrownBy(() -> new ImagePull(registry, second, new KeptManifests())
                            .blob(reference, layer, temporary.resolve("blob"), bytes -> {}));
        }
        assertThat(told).as("the mirror was told of once").hasSize(1);
    }

    /** Pulls all of it, and makes sure that it is what was pushed. */
    private void pull(String name, Map<String, List<String>> mirrors) throws IOException {
        RegistrySettings settings = settings(mirrors);
        ImageReference reference = ImageReference.parse(name);
        try (Registry registry = registry(settings)) {
            ImagePull pull = new ImagePull(registry, settings, kept);
            ImageManifest manifest = pull.manifest(reference, Platform.LINUX_AMD64);
            assertThat(manifest).isEqualTo(image.manifest());
            for (Descriptor layer : manifest.layers()) {
                Path file = temporary.resolve("pulled");
                List<Long> received = new ArrayList<>();
                pull.blob(reference, layer, file, received::add);
                assertThat(received).last().isEqualTo(layer.size());
                assertThat(file).hasBinaryContent(image.content(layer));
            }
        }
    }

    private void push(String name) {
        try (Registry registry = registry(RegistryClients.anonymous())) {
            push(registry, name);
        }
    }

    private void push(Registry registry, String name) {
        ImageReference target = ImageReference.parse(name);
        Stream.concat(Stream.of(image.manifest().config()), image.manifest().layers().stream())
                .forEach(blob -> registry.pushBlob(target, blob, image.file(blob), Optional.empty()));
        registry.pushManifest(target, image.manifest());
    }

    private RegistrySettings settings(Map<String, List<String>> mirrors) {
        Map<String, List<Mirror>> parsed = new HashMap<>();
        mirrors.forEach((registry, names) ->
                parsed.put(registry, names.stream().map(Mirror::parse).toList()));
        return RegistryClients.anonymous()
                .mirroredBy(new Mirrors(parsed))
                .knowing(learned)
                .telling(told::add);
    }

    private static Registry registry(RegistrySettings settings) {
        return new Registry(settings, QUICK, Patience.DEFAULT, Trust::ofJava);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }
}
