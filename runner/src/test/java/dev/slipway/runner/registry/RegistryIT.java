package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry. */
class RegistryIT {
    private static final Backoff QUICK = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(5));

    private static final List<String> INDEXES = List.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    @TempDir
    private Path temporary;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private RegistryServer server;
    private Registry registry;
    private TestImage image;

    @BeforeEach
    void start() throws Exception {
        server = RegistryServer.start(temporary.resolve("server"));
        registry = anonymous();
        image = TestImage.create(temporary, "one");
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
        executor.shutdownNow();
    }

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        ImageReference target = at("citus/one:1");

        String digest = push(registry, target, image).publish();

        ImageManifest pulled = registry.pullManifest(target, Platform.LINUX_AMD64);
        assertThat(digest).isEqualTo(image.manifest().digest());
        assertThat(pulled.bytes()).isEqualTo(image.manifest().bytes());
        assertThat(pulled.layers()).isEqualTo(image.manifest().layers()).hasSize(2);
        assertThat(registry.pullBlob(target, pulled.config())).isEqualTo(image.content(pulled.config()));
        Path layer = temporary.resolve("pulled/layer");
        registry.pullBlob(target, pulled.layers().get(1), layer);
        assertThat(layer).hasBinaryContent(image.content(pulled.layers().get(1)));
        assertThat(layer.getParent()).isDirectoryNotContaining(file -> !file.equals(layer));
    }

    @Test
    void tellsHowManyBytesHaveTravelled() throws Exception {
        ImageReference target = at("citus/one:1");
        ImagePush push = new ImagePush(registry, executor);
        assertThat(push.progress(target, image.manifest())).isZero();

        ImagePush.Ready ready = push.start(target, image.manifest(), image).join();

        assertThat(ready.sent()).isNotEmpty();
        assertThat(push.progress(target, image.manifest())).isEqualTo(ImagePush.size(image.manifest()));
        Descriptor layer = image.manifest().layers().get(0);
        List<Long> received = new ArrayList<>();
        registry.pullBlob(target, layer, temporary.resolve("pulled"), received::add);
        assertThat(received).isSorted().endsWith(layer.size());
    }

    @Test
    void putsNoTagUntilToldTo() throws Exception {
        ImageReference target = at("citus/one:1");

        ImagePush.Ready ready = push(registry, target, image);

        assertThat(registry.digestOf(target)).isEmpty();
        ready.publish();
        ready.publishAs("latest");
        assertThat(registry.digestOf(target)).contains(image.manifest().digest());
        assertThat(registry.digestOf(target.withTag("latest")))
                .contains(image.manifest().digest());
    }

    @Test
    void sendsNoBlobTwice() throws Exception {
        ImagePush.Ready first = push(registry, at("citus/one:1"), image);
        TestImage sibling = TestImage.create(temporary, "two");

        ImagePush.Ready second = push(anonymous(), at("citus/one:2"), sibling);
        ImagePush.Ready again = push(anonymous(), at("citus/one:3"), image);

        assertThat(first.sent()).hasSize(3);
        assertThat(first.skipped()).isEmpty();
        assertThat(second.sent()).hasSize(2);
        assertThat(second.skipped()).containsExactly(image.manifest().layers().get(0));
        assertThat(again.sent()).isEmpty();
    }

    @Test
    void mountsWhatAnotherRepositoryHas() throws Exception {
        Descriptor layer = image.manifest().layers().get(0);
        push(registry, at("citus/one:1"), image);
        Path absent = temporary.resolve("absent");

        boolean sent = registry.pushBlob(at("citus/two:1"), layer, absent, Optional.of("citus/one"));

        assertThat(sent).isFalse();
        assertThat(registry.hasBlob(at("citus/two:1"), layer)).isTrue();
        assertThat(registry.hasBlob(at("citus/three:1"), layer)).isFalse();
    }

    @Test
    void sendsWhatItCannotMount() {
        Descriptor layer = image.manifest().layers().get(0);

        boolean sent = registry.pushBlob(at("citus/two:1"), layer, image.file(layer), Optional.of("citus/none"));

        assertThat(sent).isTrue();
    }

    @Test
    void mountsWhatThisRunHasPushedElsewhere() throws Exception {
        ImagePush pushes = new ImagePush(registry, executor);
        pushes.start(at("citus/one:1"), image.manifest(), image).get();

        ImagePush.Ready second =
                pushes.start(at("citus/two:1"), image.manifest(), image).get();

        assertThat(second.sent()).isEmpty();
        assertThat(second.publish()).isEqualTo(image.manifest().digest());
    }

    @Test
    void resolvesAnIndexByPlatform() throws Exception {
        ImageReference target = at("citus/one:index");
        push(registry, at("citus/one:1"), image).publish();
        TestImage other = TestImage.create(temporary, "arm");
        push(registry, at("citus/one:2"), other).publish();
        for (String type : INDEXES) {
            pushIndex(target, type, other.manifest(), image.manifest());

            assertThat(registry.pullManifest(target, Platform.parse("linux/amd64")))
                    .isEqualTo(image.manifest());
            assertThat(registry.pullManifest(target, Platform.parse("linux/arm64")))
                    .isEqualTo(other.manifest());
            assertThat(registry.pullManifest(target, Platform.parse("linux/arm64/v8")))
                    .isEqualTo(other.manifest());
        }
        assertThatExceptionOfType(RegistryException.NotFound.class)
                .isThrownBy(() -> registry.pullManifest(target, Platform.parse("linux/s390x")))
                .withMessage("Cannot pull %s for linux/s390x: %s has it for linux/arm64/v8, linux/amd64."
                                .formatted(target, server.host())
                        + " Choose another base.");
    }

    @Test
    void logsInAsDockerDoes() throws Exception {
        try (RegistryServer locked = RegistryServer.start(temporary.resolve("locked"), RegistryServer.Option.LOGIN);
                Registry right = loggedIn(locked, RegistryServer.PASSWORD);
                Registry wrong = loggedIn(locked, "guess");
                Registry nobody = anonymous()) {
            ImageReference target = ImageReference.parse(locked.host() + "/citus/one:1");
            Descriptor config = image.manifest().config();

            assertThat(push(right, target, image).publish())
                    .isEqualTo(image.manifest().digest());
            for (Registry refused : new Registry[] {wrong, nobody}) {
                assertThatExceptionOfType(RegistryException.Unauthorized.class)
                        .isThrownBy(() -> refused.pullManifest(target, Platform.LINUX_AMD64))
                        .withMessageStartingWith("Cannot pull " + target + ": " + locked.host()
                                + " does not let you (HTTP 401, UNAUTHORIZED")
                        .withMessageEndingWith("Log in with: docker login " + locked.host())
                        .withMessageNotContaining("guess");
                assertThatExceptionOfType(RegistryException.Unauthorized.class)
                        .isThrownBy(() -> refused.pushBlob(target, config, image.file(config), Optional.empty()));
            }
        }
    }

    @Test
    void tellsWhenNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ImageReference reference = ImageReference.parse("127.0.0.1:" + port + "/citus/one:1");

        assertThatExceptionOfType(RegistryException.Unreachable.class)
                .isThrownBy(() -> registry.pullManifest(reference, Platform.LINUX_AMD64))
                .withMessageContaining("127.0.0.1:" + port + " does not answer")
                .withMessageContaining("Check its name and port");
    }

    @Test
    void tellsWhatIsNotThere() {
        assertThatExceptionOfType(RegistryException.NotFound.class)
                .isThrownBy(() -> registry.pullManifest(at("citus/none:1"), Platform.LINUX_AMD64))
                .withMessageStartingWith("Cannot pull " + at("citus/none:1") + ": " + server.host() + " has no such");
        assertThatExceptionOfType(RegistryException.NotFound.class)
                .isThrownBy(() -> registry.pullBlob(
                        at("citus/none:1"), image.manifest().layers().get(0)));
    }

    @Test
    void tellsWhatIsRefused() throws Exception {
        try (RegistryServer locked =
                RegistryServer.start(temporary.resolve("read-only"), RegistryServer.Option.READ_ONLY)) {
            ImageReference target = ImageReference.parse(locked.host() + "/citus/one:1");
            Descriptor config = image.manifest().config();

            assertThatExceptionOfType(RegistryException.Refused.class)
                    .isThrownBy(() -> registry.pushBlob(target, config, image.file(config), Optional.empty()))
                    .withMessageContaining(locked.host() + " refused (HTTP 405");
        }
    }

    @Test
    void tellsWhatIsGoneBetweenPushAndTag() throws Exception {
        ImageReference target = at("citus/one:1");
        ImagePush.Ready ready = push(registry, target, image);
        server.forget("citus/one");

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(ready::publish)
                .withMessage("Cannot push " + target + ": " + server.host()
                        + " has lost what was uploaded for it (HTTP 400, MANIFEST_BLOB_UNKNOWN blob unknown to registry)."
                        + " Stop what deletes untagged images there, and push again.");
        assertThat(server.tags("citus/one")).isEmpty();
        assertThat(push(anonymous(), target, image).publish())
                .isEqualTo(image.manifest().digest());
    }

    @Test
    void putsOnlyTheTagOfWhatIsThere() throws Exception {
        push(registry, at("citus/one:1"), image).publish();
        ImagePush.BlobSource nothing = blob -> {
            throw new IllegalStateException("nothing need travel");
        };

        ImagePush.Ready again = new ImagePush(anonymous(), executor)
                .start(at("citus/one:2"), image.manifest(), nothing)
                .get();

        assertThat(again.wasThere()).isTrue();
        assertThat(again.skipped()).hasSize(3);
        assertThat(again.publish()).isEqualTo(image.manifest().digest());
        assertThat(again.publish()).isEqualTo(image.manifest().digest());
        assertThat(server.tags("citus/one")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void sendsNothingElseThanItShould() throws Exception {
        Descriptor layer = image.manifest().layers().get(0);
        byte[] bytes = image.content(layer);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(temporary.resolve("damaged"), bytes);
        Path shortened = Files.write(temporary.resolve("shortened"), Arrays.copyOf(bytes, bytes.length - 1));
        Path gone = temporary.resolve("gone");

        for (Path file : List.of(damaged, shortened, gone)) {
            assertThatExceptionOfType(RegistryException.Damaged.class)
                    .isThrownBy(() -> registry.pushBlob(at("citus/one:1"), layer, file, Optional.empty()))
                    .withMessage("Cannot push blob %s of %s/citus/one: %s %s. Have it made again."
                            .formatted(
                                    layer.digest(),
                                    server.host(),
                                    file,
                                    file.equals(gone) ? "is gone" : "is not what was put there"));
            assertThat(registry.hasBlob(at("citus/one:1"), layer)).isFalse();
        }
    }

    @Test
    void sendsABlobOnceForAllRepositories() throws Exception {
        ImagePush pushes = new ImagePush(registry, executor);
        List<CompletableFuture<ImagePush.Ready>> all = IntStream.range(0, 8)
                .mapToObj(number -> pushes.start(at("citus/i" + number + ":1"), image.manifest(), image))
                .toList();

        int sent = 0;
        for (CompletableFuture<ImagePush.Ready> each : all) {
            sent += each.get().sent().size();
            assertThat(each.get().publish()).isEqualTo(image.manifest().digest());
        }
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void skopeoReadsWhatWasPushed() throws Exception {
        push(registry, at("citus/one:1"), image).publish();

        Process skopeo = new ProcessBuilder("skopeo", "inspect", "--tls-verify=false", "docker://" + at("citus/one:1"))
                .redirectErrorStream(true)
                .start();
        String output = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(skopeo.waitFor()).as(output).isZero();
        assertThat(output).contains(image.manifest().digest(), "PATH=/bin");
    }

    @Test
    void outlivesManyRequests() throws Exception {
        push(registry, at("citus/one:1"), image).publish();

        for (int i = 0; i < 100; i++) {
            assertThat(registry.hasBlob(at("citus/one:1"), image.manifest().config()))
                    .isTrue();
        }
    }

    private void pushIndex(ImageReference target, String type, ImageManifest arm, ImageManifest amd) throws Exception {
        String index = """
                {"schemaVersion": 2, "mediaType": "%6$s", "manifests": [
                 {"mediaType": "%1$s", "digest": "%2$s", "size": %3$d,
                  "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}},
                 {"mediaType": "%1$s", "digest": "%4$s", "size": %5$d,
                  "platform": {"os": "linux", "architecture": "amd64"}}]}
                """.formatted(
                        ImageManifest.OCI, arm.digest(), arm.bytes().length, amd.digest(), amd.bytes().length, type);
        var request = HttpRequest.newBuilder(URI.create(
                        "http://" + server.host() + "/v2/" + target.repository() + "/manifests/" + target.tag()))
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofString(index))
                .build();
        var response = java.net.http.HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private ImagePush.Ready push(Registry through, ImageReference target, TestImage pushed) throws Exception {
        return new ImagePush(through, executor)
                .start(target, pushed.manifest(), pushed)
                .get();
    }

    private ImageReference at(String name) {
        return ImageReference.parse(server.host() + "/" + name);
    }

    private Registry anonymous() {
        return new Registry(RegistryClients.anonymous(), QUICK, Patience.DEFAULT, Trust::ofJava);
    }

    private Registry loggedIn(RegistryServer locked, String password) throws IOException {
        Path directory = locked.writeDockerConfig(Files.createTempDirectory(temporary, "docker"), password);
        return new Registry(
                RegistryClients.with(Map.of("DOCKER_CONFIG", directory.toString())),
                QUICK,
                Patience.DEFAULT,
                Trust::ofJava);
    }
}
