package dev.slipway.runner.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageArchiveTest {
    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");
    private static final Blobs FULL_DISK = digest -> {
        throw new IOException("No space left on device");
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void nothing_is_left_of_what_cannot_be_written(ArchiveFormat format) throws IOException {
        ArchiveTarget target = new ArchiveTarget(format, folder.resolve("images"));

        assertThatThrownBy(() -> ImageArchive.write(List.of(image()), FULL_DISK, target, TIME))
                .hasMessage("No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void nothing_is_left_of_what_was_interrupted(ArchiveFormat format) throws IOException {
        Path blob = Files.writeString(folder.resolve("blob"), "{}");
        ArchiveTarget target = new ArchiveTarget(format, folder.resolve("images"));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ImageArchive.write(List.of(image()), digest -> blob, target, TIME))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(blob));
    }

    @Test
    void a_file_that_cannot_be_replaced_is_what_it_was() throws IOException {
        Path file = Files.writeString(folder.resolve("images"), "before");
        ArchiveTarget target = new ArchiveTarget(ArchiveFormat.OCI_ARCHIVE, file);

        assertThatThrownBy(() -> ImageArchive.write(List.of(image()), FULL_DISK, target, TIME))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("before");
    }

    @ParameterizedTest
    @EnumSource(value = ArchiveFormat.class, names = "OCI_DIR", mode = EnumSource.Mode.EXCLUDE)
    void equal_images_are_equal_files(ArchiveFormat format) throws IOException, InterruptedException {
        Path blob = Files.writeString(folder.resolve("blob"), "{}");
        for (String name : List.of("first", "second")) {
            ArchiveTarget target = new ArchiveTarget(format, folder.resolve(name));
            ImageArchive.write(List.of(image(), image()), digest -> blob, target, TIME);
        }

        assertThat(folder.resolve("second")).hasSameBinaryContentAs(folder.resolve("first"));
    }

    @Test
    void an_empty_folder_takes_a_layout() throws IOException, InterruptedException {
        Path blob = Files.writeString(folder.resolve("blob"), "{}");
        Path layout = Files.createDirectory(folder.resolve("layout"));

        ImageArchive.write(List.of(image()), digest -> blob, new ArchiveTarget(ArchiveFormat.OCI_DIR, layout), TIME);

        try (Stream<Path> files = Files.walk(layout)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> layout.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "oci-layout",
                            "index.json",
                            "blobs/" + image().manifest().digest().replace(':', '/'),
                            "blobs/" + image().manifest().config().digest().replace(':', '/'));
        }
    }

    private static SavedImage image() {
        String config = Sha256.of("{}".getBytes(StandardCharsets.UTF_8));
        String manifest = """
                {"schemaVersion": 2, "mediaType": "%s", "layers": [], "config":
                {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 2}}""".formatted(ImageManifest.OCI, config);
        return new SavedImage(
                ImageReference.parse("citus/image:1"), ImageManifest.parse(manifest.getBytes(StandardCharsets.UTF_8)));
    }
}
