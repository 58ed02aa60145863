package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image of two layers, its blobs in files named after their digests. */
record TestImage(Path directory, ImageManifest manifest) implements ImagePush.BlobSource {
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    static TestImage create(Path directory, String word) throws IOException {
        Descriptor one = blob(directory, LAYER, tar("base", "common to all"));
        Descriptor two = blob(directory, LAYER, tar("word", word));
        Descriptor config = blob(directory, CONFIG, config(one, two).getBytes(StandardCharsets.UTF_8));
        return new TestImage(directory, ImageManifest.parse(document(config, List.of(one, two))));
    }

    @Override
    public Path file(Descriptor blob) {
        return directory.resolve(blob.digest());
    }

    byte[] content(Descriptor blob) {
        try {
            return Files.readAllBytes(file(blob));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Descriptor blob(Path directory, String mediaType, byte[] bytes) throws IOException {
        Descriptor descriptor = new Descriptor(mediaType, Sha256.of(bytes), bytes.length);
        Files.write(directory.resolve(descriptor.digest()), bytes);
        return descriptor;
    }

    /** Spaced and ordered as no library would, with a field that none knows. */
    private static byte[] document(Descriptor config, List<Descriptor> layers) {
        return """
                { "layers":[ %s,
                 %s ],  "x-unknown": "ä",
                  "config": %s, "mediaType": "%s", "schemaVersion":2 }
                """.formatted(json(layers.get(0)), json(layers.get(1)), json(config), ImageManifest.OCI)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String json(Descriptor descriptor) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(descriptor.mediaType(), descriptor.digest(), descriptor.size());
    }

    private static String config(Descriptor one, Descriptor two) {
        return """
                {"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/bin"]},
                 "rootfs": {"type": "layers", "diff_ids": ["%s", "%s"]}}
                """.formatted(one.digest(), two.digest());
    }

    private static byte[] tar(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            entry.setModTime(0L);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
