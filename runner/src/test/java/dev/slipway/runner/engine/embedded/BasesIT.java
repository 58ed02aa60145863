package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.layer.TestArchive;
import dev.slipway.runner.registry.ImagePull;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Images that others made, from a real registry. */
@InNamespace(andAsOrdinaryUser = true)
class BasesIT {
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    private static final byte[] FILES =
            new TestArchive().file("kept", "1").file("gone", "2").bytes();
    private static final byte[] WHITEOUT =
            new TestArchive().file(".wh.gone", "").bytes();
    private static final byte[] NOTHING = new TestArchive().bytes();

    private final TestFolder test;
    private final RegistryServer server;
    private final Registry registry = new Registry(RegistryClients.anonymous());
    private final ImageReference target;

    BasesIT() throws IOException, InterruptedException {
        test = TestFolder.untilTheEnd();
        server = RegistryServer.start(test.path().resolve("registry"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        target = ImageReference.parse(server.host() + "/base:1");
    }

    @Test
    void layers_of_docker_and_oci_may_be_gzip_zstd_or_plain() throws Exception {
        for (TestBase.Kind kind : TestBase.Kind.values()) {
            String type = kind == TestBase.Kind.DOCKER ? DOCKER_LAYER : TestBase.PLAIN;
            String gzip = kind == TestBase.Kind.DOCKER ? ".gzip" : "+gzip";
            base().layer(type + gzip, gzip(FILES), Sha256.of(FILES))
                    .layer(TestBase.PLAIN + "+zstd", Zstd.compress(WHITEOUT), Sha256.of(WHITEOUT))
                    .layer(type, NOTHING, Sha256.of(NOTHING))
                    .push(kind, target);
            Snapshot pulled = pull();

            List<Path> folders = pulled.folders();
            assertThat(folders).hasSize(3);
            assertThat(folders.get(0).resolve("kept")).hasContent("1");
            assertThat(Files.getAttribute(folders.get(1).resolve("gone"), "unix:rdev"))
                    .isEqualTo(0L);
            assertThat(folders.get(2)).isEmptyDirectory();
            assertThat(pulled.layers().stream().map(ImageLayer::original))
                    .containsExactly(
                            archive("+gzip", gzip(FILES), FILES),
                            archive("+zstd", Zstd.compress(WHITEOUT), WHITEOUT),
                            archive("", NOTHING, NOTHING));
        }
    }

    private static Optional<LayerBlob> archive(String suffix, byte[] bytes, byte[] plain) {
        return Optional.of(new LayerBlob(TestBase.PLAIN + suffix, Sha256.of(bytes), Sha256.of(plain), bytes.length));
    }

    /** One archive on two different bases: what it leaves out is different. */
    @Test
    void a_layer_is_kept_for_each_set_of_lower_ones() throws Exception {
        byte[] upper = new TestArchive().file("folder/file", "x").bytes();
        for (int owner : new int[] {5, 6}) {
            byte[] lower = new TestArchive()
                    .with(owner, 0750, Map.of())
                    .folder("folder/")
                    .bytes();
            base().layer(lower).layer(upper).push(TestBase.Kind.OCI, target);

            assertThat(Files.getAttribute(pull().folders().get(1).resolve("folder"), "unix:uid"))
                    .isEqualTo(owner);
        }
    }

    @Test
    void a_hostile_layer_is_refused_with_its_entry_and_leaves_nothing() throws Exception {
        byte[] hostile = new TestArchive()
                .file("ok", "x")
                .link("way", "../../etc")
                .file("way/passwd", "")
                .bytes();
        base().layer(FILES).layer(hostile).push(TestBase.Kind.OCI, target);

        checkRefused("layer " + Sha256.of(hostile) + ": 'way' is a link to '../../etc', which is outside of the layer");
        assertThat(isKept(FILES)).isTrue();
        assertThat(isKept(hostile)).isFalse();
    }

    @Test
    void a_layer_that_unpacks_to_another_digest_is_refused_and_not_kept() throws Exception {
        base().layer(TestBase.PLAIN, FILES, Sha256.of(NOTHING)).push(TestBase.Kind.OCI, target);

        checkRefused("layer %s unpacks to %1$s, and the image's configuration says %s"
                .formatted(Sha256.of(FILES), Sha256.of(NOTHING)));
        assertThat(isKept(FILES)).isFalse();

        base().layer(FILES).push(TestBase.Kind.OCI, target);
        assertThat(pull().folders().get(0).resolve("kept")).hasContent("1");
    }

    @Test
    void an_archive_with_another_digest_is_refused() throws Exception {
        base().layer(FILES).push(TestBase.Kind.OCI, target);
        String hexadecimal = Sha256.of(FILES).substring(Sha256.PREFIX.length());
        byte[] other = new TestArchive().file("evil", "1").file("gone", "2").bytes();
        Files.write(
                test.path()
                        .resolve("registry/blobs/docker/registry/v2/blobs/sha256")
                        .resolve(hexadecimal.substring(0, 2))
                        .resolve(hexadecimal)
                        .resolve("data"),
                other);

        checkRefused("Cannot pull blob %1$s of %2$s/base: the registry sent %3$s for %1$s. Have the image pushed"
                        .formatted(Sha256.of(FILES), server.host(), Sha256.of(other))
                + " there again.");
    }

    @Test
    void what_is_no_image_of_files_is_refused() throws Exception {
        base().layer("application/vnd.example.chart", FILES, Sha256.of(FILES)).push(TestBase.Kind.OCI, target);
        checkRefused("it has a layer of type 'application/vnd.example.chart', which is none of an image");

        base().layer(FILES).diffId(Sha256.of(FILES)).push(TestBase.Kind.OCI, target);
        checkRefused("its manifest has 1 layers, and its configuration 2");
    }

    @Test
    void a_manifest_that_came_to_harm_here_is_pulled_again() throws Exception {
        String digest = base().layer(FILES).push(TestBase.Kind.OCI, target);
        pull();
        try (Store store = store()) {
            Files.writeString(store.pathOfBlob(digest), "{}");
        }

        assertThat(pull().folders().get(0).resolve("kept")).hasContent("1");
        try (Store store = store()) {
            assertThat(Sha256.of(Files.readAllBytes(store.proveBlob(digest)))).isEqualTo(digest);
        }
    }

    private void checkRefused(String message) {
        assertThatThrownBy(this::pull).isInstanceOfSatisfying(EngineException.class, thrown -> {
            assertThat(thrown).hasMessage("app:1: base '" + target + "': " + message);
            assertThat(thrown.failure().exitStatus()).isEqualTo(1);
        });
    }

    private boolean isKept(byte[] archive) throws IOException, InterruptedException {
        try (Store store = store()) {
            return store.findBlob(Sha256.of(archive)).isPresent();
        }
    }

    private Store store() throws IOException, InterruptedException {
        return Store.open(test.path().resolve("store"));
    }

    private TestBase base() throws IOException {
        return new TestBase(registry, Files.createTempDirectory(test.path(), "pushed"));
    }

    private Snapshot pull() throws IOException, EngineException, InterruptedException {
        try (Store store = store()) {
            EngineSettings settings = new EngineSettings(
                    test.path(),
                    Optional.empty(),
                    1,
                    "",
                    Map.of(),
                    Map.of(),
                    Instant.EPOCH,
                    Map.of(),
                    false,
                    false,
                    Compression.DEFAULT,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
            return new Bases(
                            store,
                            new ImagePull(registry, RegistryClients.anonymous(), new StoredManifests(store)),
                            Platform.LINUX_AMD64,
                            settings,
                            new MachinePrograms(List.of()))
                    .find(target.toString(), "app:1", event -> {});
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
