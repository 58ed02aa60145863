package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.registry.ImageManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image that a builder has written to a folder, which is gone once it is closed.
 *
 * @param folder an OCI image layout, after the OCI image specification, image-layout.md
 */
record ExportedImage(Path folder, ImageManifest manifest) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** That of a layout with one image. */
    static ExportedImage in(Path folder) throws IOException {
        JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
        String digest = index.path("manifests").path(0).path("digest").asText();
        try {
            return new ExportedImage(folder, ImageManifest.parse(Files.readAllBytes(blob(folder, digest))));
        } catch (IllegalArgumentException e) {
            throw new IOException("the builder's image is none: " + e.getMessage(), e);
        }
    }

    Path blob(String digest) {
        return blob(folder, digest);
    }

    /** It is in nobody's way any more. */
    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }

    static Path blob(Path folder, String digest) {
        return folder.resolve("blobs").resolve(digest.replace(':', '/'));
    }
}
