package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.RegistryClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that others have written: that of go-containerregistry. */
@Tag("judges")
class OtherRegistryIT {
    /** Made by the judges' tests in definitions, which come first. */
    private static final Path PROGRAM =
            Path.of("../definitions/target/judges/bin/crane").toAbsolutePath();

    private static final Backoff UNTIL_IT_IS_UP = new Backoff(100, Duration.ofMillis(20), Duration.ofMillis(100));

    @TempDir
    private Path temporary;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private Process server;
    private String host;
    private TestImage image;

    @BeforeEach
    void start() throws Exception {
        assertThat(PROGRAM).as("compiled by mvn verify -Pjudges in definitions").exists();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            host = "127.0.0.1:" + free.getLocalPort();
        }
        server = new ProcessBuilder(PROGRAM.toString(), "registry", "serve", "--address", host)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("log").toFile())
                .start();
        image = TestImage.create(temporary, "one");
    }

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        server.destroyForcibly().waitFor();
    }

    @Test
    void givesBackWhatItWasGivenAndIsNotGivenItTwice() throws Exception {
        awaitStart();
        ImageReference target = ImageReference.parse(host + "/citus/one:1");

        try (Registry registry = registry()) {
            ImagePush.Ready first = push(registry, target);
            assertThat(first.sent()).hasSize(3);
            assertThat(first.publish()).isEqualTo(image.manifest().digest());
        }
        try (Registry registry = registry()) {
            ImagePush.Ready again = push(registry, target.withTag("2"));
            assertThat(again.wasThere()).isTrue();
            assertThat(again.publish()).isEqualTo(image.manifest().digest());

            ImageManifest pulled = registry.pullManifest(target.withTag("2"), Platform.LINUX_AMD64);
            assertThat(pulled).isEqualTo(image.manifest());
            for (Descriptor layer : pulled.layers()) {
                assertThat(registry.pullBlob(target, layer)).isEqualTo(image.content(layer));
            }
            assertThat(registry.digestOf(target.withTag("3"))).isEmpty();
            assertThat(registry.digestOf(ImageReference.parse(host + "/citus/none:1")))
                    .isEmpty();
        }
    }

    /** It mounts nothing, but has one store for all of its repositories: who asks and then looks need send nothing. */
    @Test
    void isAskedToMountAndIsSentNothing() throws Exception {
        awaitStart();
        Descriptor layer = image.manifest().layers().get(0);
        ImageReference other = ImageReference.parse(host + "/citus/two:1");

        try (Registry registry = registry()) {
            push(registry, ImageReference.parse(host + "/citus/one:1")).publish();
            boolean sent = registry.pushBlob(other, layer, temporary.resolve("absent"), Optional.of("citus/one"));

            assertThat(sent).isFalse();
            assertThat(Files.readAllLines(temporary.resolve("log")))
                    .anyMatch(line -> line.endsWith(
                            " POST /v2/citus/two/blobs/uploads/?mount=" + layer.digest() + "&from=citus/one"))
                    .noneMatch(line -> line.contains(" PUT /v2/citus/two/"));
        }
    }

    /** It tells nobody when it is ready but by answering. */
    private void awaitStart() {
        ImageReference none = ImageReference.parse(host + "/citus/none:1");
        int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
        new Retries(UNTIL_IT_IS_UP, event -> {}).run(Operation.onManifest(Operation.LOOK, none), () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    private ImagePush.Ready push(Registry registry, ImageReference target) throws Exception {
        return new ImagePush(registry, executor)
                .start(target, image.manifest(), image)
                .get();
    }

    private static Registry registry() {
        return new Registry(RegistryClients.anonymous(), Backoff.DEFAULT, Patience.DEFAULT, Trust::ofJava);
    }
}
