package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerSaveTest {
    private static final String CONFIGURATION = "{\"architecture\":\"amd64\"}";

    private final Compressor compressor = new Compressor(Compression.DEFAULT);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        compressor.close();
    }

    @Test
    void layers_that_nobody_has_compressed_are_compressed() throws Exception {
        try (SavedArchive archive = SavedArchive.at(archive())) {
            archive.folder("one")
                    .file("one/VERSION", "1.0")
                    .file("one/layer.tar", "first layer")
                    .file("two/layer.tar", "second layer")
                    .link("three/layer.tar", "../one/layer.tar")
                    .file("c0ffee.json", CONFIGURATION)
                    .file("repositories", "{}")
                    .file(
                            "manifest.json",
                            manifest("c0ffee.json", "one/layer.tar", "two/layer.tar", "three/layer.tar"));
        }

        ExportedImage image = DockerSave.read(archive(), folder, compressor);

        List<Descriptor> layers = image.manifest().layers();
        assertThat(layers)
                .extracting(Descriptor::mediaType)
                .containsOnly("application/vnd.oci.image.layer.v1.tar+gzip")
                .hasSize(3);
        assertThat(List.of(
                        unpacked(image, layers.get(0)), unpacked(image, layers.get(1)), unpacked(image, layers.get(2))))
                .containsExactly("first layer", "second layer", "first layer");
        requireWhole(image, 3);
    }

    @Test
    void layers_of_a_daemon_that_keeps_images_as_registries_do_stay_as_they_are() throws Exception {
        byte[] layer = compressed("a layer");
        String layerFile = blob(layer);
        String configuration = blob(CONFIGURATION.getBytes(StandardCharsets.UTF_8));
        try (SavedArchive archive = SavedArchive.at(archive())) {
            archive.folder("blobs/sha256")
                    .file(layerFile, layer)
                    .file(configuration, CONFIGURATION)
                    .file("index.json", "{}")
                    .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                    .file("manifest.json", manifest(configuration, layerFile, layerFile));
        }

        ExportedImage image = DockerSave.read(archive(), folder, compressor);

        Descriptor expected =
                new Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", Sha256.of(layer), layer.length);
        assertThat(image.manifest().layers()).containsExactly(expected, expected);
        requireWhole(image, 2);
    }

    @Test
    void what_the_archive_does_not_have_is_named() throws Exception {
        try (SavedArchive archive = SavedArchive.at(archive())) {
            archive.file("c0ffee.json", CONFIGURATION).file("manifest.json", manifest("c0ffee.json", "one/layer.tar"));
        }

        assertThatIOException()
                .isThrownBy(() -> DockerSave.read(archive(), folder, compressor))
                .withMessage("docker saved no one/layer.tar");
    }

    private Path archive() {
        return folder.resolve("saved.tar");
    }

    private static String manifest(String configuration, String... layers) {
        return "[{\"Config\":\"" + configuration + "\",\"RepoTags\":[\"slipway.local/x:latest\"],\"Layers\":[\""
                + String.join("\",\"", layers) + "\"]}]";
    }

    private static String blob(byte[] content) {
        return "blobs/sha256/" + Sha256.of(content).substring(Sha256.PREFIX.length());
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String unpacked(ExportedImage image, Descriptor layer) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(image.blob(layer.digest())))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every blob is what it is called, and nothing else takes room; nothing at all once it is closed. */
    private void requireWhole(ExportedImage image, int blobs) throws IOException {
        ImageManifest manifest = image.manifest();
        assertThat(manifest.mediaType()).isEqualTo(ImageManifest.OCI);
        assertThat(image.blob(manifest.config().digest())).hasContent(CONFIGURATION);
        for (Descriptor blob : Stream.concat(Stream.of(manifest.config()), manifest.layers().stream())
                .toList()) {
            byte[] content = Files.readAllBytes(image.blob(blob.digest()));
            assertThat(new Descriptor(blob.mediaType(), Sha256.of(content), content.length))
                    .isEqualTo(blob);
        }
        assertThat(names(folder)).containsExactly("blobs");
        assertThat(names(folder.resolve("blobs/sha256"))).hasSize(blobs);
        image.close();
        assertThat(folder).doesNotExist();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
