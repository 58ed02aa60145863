package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.RegistryClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that others have written, and that lists by itself what belongs to an image. */
@Tag("judges")
class ReferrersIT {
    /** Made by the judges' tests in definitions, which come first. */
    private static final Path PROGRAM =
            Path.of("../definitions/target/judges/bin/referrers").toAbsolutePath();

    private static final Backoff UNTIL_IT_IS_UP = new Backoff(100, Duration.ofMillis(20), Duration.ofMillis(100));

    @TempDir
    private Path temporary;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private Process server;
    private ImageReference target;
    private Registry registry;

    @BeforeEach
    void start() throws Exception {
        assertThat(PROGRAM).as("compiled by mvn verify -Pjudges in definitions").exists();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(PROGRAM.toString(), "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("log").toFile())
                .start();
        target = ImageReference.parse("127.0.0.1:" + port + "/citus/one:1");
        registry = new Registry(RegistryClients.anonymous());
        new Retries(UNTIL_IT_IS_UP, event -> {}).run(Operation.onManifest(Operation.LOOK, target), () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        registry.close();
        executor.shutdownNow();
        server.destroyForcibly().waitFor();
    }

    @Test
    void lists_what_belongs_to_an_image_without_a_tag_for_it() throws Exception {
        TestImage image = TestImage.create(temporary, "one");
        new ImagePush(registry, executor)
                .start(target, image.manifest(), image)
                .get()
                .publish();
        ImageReference subject = target.withTag(image.manifest().digest());
        Artifacts artifacts = new Artifacts(registry);
        Artifact note = artifact("text/x-note", "one");
        Artifact other = artifact("text/x-other", "two");

        assertThat(artifacts.of(subject, Optional.empty())).isEmpty();
        Descriptor one = artifacts.attach(target, image.manifest().descriptor(), note, Optional.empty());
        artifacts.attach(target, image.manifest().descriptor(), note, Optional.empty());
        Descriptor two = artifacts.attach(target, image.manifest().descriptor(), other, Optional.empty());

        assertThat(artifacts.of(subject, Optional.empty()))
                .containsExactlyInAnyOrder(
                        new Referrer(one, "text/x-note", note.annotations()),
                        new Referrer(two, "text/x-other", other.annotations()));
        assertThat(artifacts.of(subject, Optional.of("text/x-other")))
                .extracting(Referrer::manifest)
                .containsExactly(two);
        assertThat(artifacts.read(target.withTag(two.digest()))).isEqualTo(other);
        assertThat(registry.tags(target)).containsExactly("1");
    }

    /** As long as the image's tag waits for what belongs to it. */
    @Test
    void lists_what_belongs_to_an_image_that_is_yet_to_come() throws Exception {
        TestImage image = TestImage.create(temporary, "one");
        ImagePush.Ready ready = new ImagePush(registry, executor)
                .start(target, image.manifest(), image)
                .get();
        Artifacts artifacts = new Artifacts(registry);

        Descriptor one = artifacts.attach(
                target, image.manifest().descriptor(), artifact("text/x-note", "one"), Optional.empty());

        assertThat(artifacts.of(target.withTag(ready.publish()), Optional.empty()))
                .extracting(Referrer::manifest)
                .containsExactly(one);
    }

    private static Artifact artifact(String type, String text) {
        return new Artifact(
                type,
                Map.of("org.example.word", text),
                List.of(new Artifact.Payload("text/plain", text.getBytes(StandardCharsets.UTF_8))));
    }
}
