package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Makes an image for registries of what {@code docker save} writes: after Docker's image specification, version 1.2, its
 * layers are archives that nobody has compressed; from a daemon that keeps images as registries do, they are compressed.
 */
final class DockerSave {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private final Path folder;
    private final Path raw;
    private final Compressor compressor;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<Path, Descriptor> kept = new HashMap<>();

    private DockerSave(Path folder, Compressor compressor) {
        this.folder = folder;
        this.raw = folder.resolve("raw");
        this.compressor = compressor;
    }

    /**
     * Reads an archive of one image, which is gone then.
     *
     * @param folder takes the image's blobs, and nothing else
     */
    static ExportedImage read(Path archive, Path folder, Compressor compressor) throws IOException {
        DockerSave save = new DockerSave(folder, compressor);
        save.unpack(archive);
        Files.delete(archive);
        ExportedImage image = save.image();
        Folders.delete(save.raw);
        return image;
    }

    /** Names of files stay in the archive, whatever they are. */
    private void unpack(Path archive) throws IOException {
        Files.createDirectories(raw);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isSymbolicLink() || entry.isLink()) {
                    links.put(entry.getName(), target(entry));
                } else if (entry.isFile()) {
                    Path file = raw.resolve(String.valueOf(files.size()));
                    Files.copy(tar, file);
                    files.put(entry.getName(), file);
                }
            }
        }
    }

    /** Layers that images share are there once. */
    private static String target(TarArchiveEntry link) {
        Path place = Path.of("/", link.getName());
        Path target = link.isLink() ? Path.of("/", link.getLinkName()) : place.resolveSibling(link.getLinkName());
        return Path.of("/").relativize(target.normalize()).toString();
    }

    private Path file(String name) throws IOException {
        Path file = files.get(links.getOrDefault(name, name));
        if (file == null) {
            throw new IOException("docker saved no " + name);
        }
        return file;
    }

    private ExportedImage image() throws IOException {
        JsonNode saved = JSON.readTree(file("manifest.json").toFile()).path(0);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", ImageManifest.OCI);
        manifest.set("config", json(keep(file(saved.path("Config").asText()), CONFIGURATION)));
        ArrayNode layers = manifest.putArray("layers");
        for (JsonNode layer : saved.path("Layers")) {
            layers.add(json(layer(file(layer.asText()))));
        }
        return new ExportedImage(folder, ImageManifest.parse(JSON.writeValueAsBytes(manifest)));
    }

    /** An image may have the same layer twice. */
    private Descriptor layer(Path archive) throws IOException {
        Descriptor known = kept.get(archive);
        Descriptor layer = known == null ? newLayer(archive) : known;
        kept.put(archive, layer);
        return layer;
    }

    private Descriptor newLayer(Path archive) throws IOException {
        Optional<String> suffix = compression(archive);
        if (suffix.isPresent()) {
            return keep(archive, LAYER + suffix.get());
        }
        Path compressed = Files.createTempFile(raw, "layer", "");
        try (OutputStream out = compressor.open(Files.newOutputStream(compressed))) {
            Files.copy(archive, out);
        }
        Files.delete(archive);
        return keep(compressed, compressor.compression().mediaType());
    }

    private static Optional<String> compression(Path archive) throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(archive)) {
            start = stream.readNBytes(ZSTD.length);
        }
        if (startsWith(start, GZIP)) {
            return Optional.of("+gzip");
        }
        return startsWith(start, ZSTD) ? Optional.of("+zstd") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private Descriptor keep(Path file, String mediaType) throws IOException {
        Descriptor blob = new Descriptor(mediaType, digest(file), Files.size(file));
        Path place = ExportedImage.blob(folder, blob.digest());
        Files.createDirectories(place.resolveSibling("."));
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
        return blob;
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream stream = new DigestInputStream(Files.newInputStream(file), Sha256.start())) {
            stream.transferTo(OutputStream.nullOutputStream());
            return Sha256.end(stream.getMessageDigest());
        }
    }

    private static ObjectNode json(Descriptor blob) {
        ObjectNode json = JSON.createObjectNode();
        json.put("mediaType", blob.mediaType());
        json.put("digest", blob.digest());
        json.put("size", blob.size());
        return json;
    }
}
