package dev.slipway.runner.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An image made byte by byte and put into a registry, so that it can be what no engine here would make. */
final class BaseImage {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String DOCKER = "application/vnd.docker.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String config;
    private final List<Layer> layers = new ArrayList<>();

    private BaseImage(String config) {
        this.config = config;
    }

    /** @param config the {@code config} object of its configuration */
    static BaseImage of(String config) {
        return new BaseImage(config);
    }

    /** How the archive of a layer is compressed. */
    enum Compression {
        NONE(""),
        GZIP("+gzip"),
        ZSTD("+zstd");

        private final String suffix;

        Compression(String suffix) {
            this.suffix = suffix;
        }

        byte[] apply(byte[] archive) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = stream(bytes)) {
                out.write(archive);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private OutputStream stream(OutputStream out) throws IOException {
            return switch (this) {
                case NONE -> out;
                case GZIP -> new GZIPOutputStream(out);
                case ZSTD -> new ZstdOutputStream(out);
            };
        }
    }

    /** Which kind of documents describe it. */
    enum Format {
        OCI_MANIFEST,
        OCI_INDEX,
        DOCKER_MANIFEST,
        DOCKER_LIST
    }

    /** Adds a layer. */
    BaseImage layer(Compression compression, Layer layer) {
        layers.add(layer.compressedBy(compression));
        return this;
    }

    /** A layer's archive. */
    static final class Layer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");
        private Compression compression = Compression.GZIP;

        Layer() {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        }

        private Layer compressedBy(Compression how) {
            compression = how;
            return this;
        }

        Layer folder(String name, int mode, int owner) {
            return put(entry(name + "/", TarConstants.LF_DIR, mode, owner), "");
        }

        Layer file(String name, int mode, int owner, String content) {
            return put(entry(name, TarConstants.LF_NORMAL, mode, owner), content);
        }

        /** A file with extended attributes. */
        Layer file(String name, Map<String, String> attributes) {
            TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, 0755, 0);
            attributes.forEach((key, value) -> entry.addPaxHeader("SCHILY.xattr." + key, value));
            return put(entry, name);
        }

        Layer link(String name, String target) {
            return link(entry(name, TarConstants.LF_SYMLINK, 0777, 0), target);
        }

        /** Another name of a file, which has its mode and owner, too. */
        Layer sameFile(String name, String file, int mode, int owner) {
            return link(entry(name, TarConstants.LF_LINK, mode, owner), file);
        }

        private Layer link(TarArchiveEntry entry, String target) {
            entry.setLinkName(target);
            return put(entry, "");
        }

        Layer fifo(String name) {
            return put(entry(name, TarConstants.LF_FIFO, 0620, 5), "");
        }

        Layer device(String name, int major, int minor) {
            TarArchiveEntry entry = entry(name, TarConstants.LF_CHR, 0600, 0);
            entry.setDevMajor(major);
            entry.setDevMinor(minor);
            return put(entry, "");
        }

        private static TarArchiveEntry entry(String name, byte type, int mode, int owner) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setMode(mode);
            entry.setIds(owner, owner);
            entry.setNames("", "");
            entry.setModTime(1_000_000_000_000L);
            return entry;
        }

        private Layer put(TarArchiveEntry entry, String content) {
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(data.length);
            try {
                tar.putArchiveEntry(entry);
                tar.write(data);
                tar.closeArchiveEntry();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        private byte[] archive() throws IOException {
            tar.close();
            return bytes.toByteArray();
        }
    }

    /** Puts it into a registry under a name. */
    void push(String registry, String name, Format format) throws IOException, InterruptedException {
        Upload upload = new Upload(registry, name);
        List<String> diffIds = new ArrayList<>();
        List<Map<String, Object>> descriptors = new ArrayList<>();
        boolean oci = format == Format.OCI_MANIFEST || format == Format.OCI_INDEX;
        for (Layer layer : layers) {
            byte[] archive = layer.archive();
            diffIds.add("sha256:" + DigestUtils.sha256Hex(archive));
            String type = oci ? OCI + "layer.v1.tar" + layer.compression.suffix : DOCKER + "image.rootfs.diff.tar.gzip";
            descriptors.add(upload.blob(type, layer.compression.apply(archive)));
        }
        Map<String, Object> image = Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                JSON.readTree(config),
                "rootfs",
                Map.of("type", "layers", "diff_ids", diffIds),
                "history",
                diffIds.stream().map(id -> Map.of("created_by", "by hand")).toList());
        String configType = oci ? OCI + "config.v1+json" : DOCKER + "container.image.v1+json";
        Map<String, Object> configuration = upload.blob(configType, JSON.writeValueAsBytes(image));
        String manifestType = oci ? OCI + "manifest.v1+json" : DOCKER + "distribution.manifest.v2+json";
        byte[] manifest = JSON.writeValueAsBytes(
                Map.of("schemaVersion", 2, "mediaType", manifestType, "config", configuration, "layers", descriptors));
        if (format == Format.OCI_MANIFEST || format == Format.DOCKER_MANIFEST) {
            upload.manifest("latest", manifestType, manifest);
            return;
        }
        Map<String, Object> descriptor = upload.manifest(manifestType, manifest);
        String listType = oci ? OCI + "index.v1+json" : DOCKER + "distribution.manifest.list.v2+json";
        Map<String, Object> other = Map.of(
                "mediaType",
                manifestType,
                "digest",
                descriptor.get("digest"),
                "size",
                descriptor.get("size"),
                "platform",
                Map.of("architecture", "s390x", "os", "linux"));
        Map<String, Object> ours = Map.of(
                "mediaType",
                manifestType,
                "digest",
                descriptor.get("digest"),
                "size",
                descriptor.get("size"),
                "platform",
                Map.of("architecture", "amd64", "os", "linux"));
        upload.manifest(
                "latest",
                listType,
                JSON.writeValueAsBytes(
                        Map.of("schemaVersion", 2, "mediaType", listType, "manifests", List.of(other, ours))));
    }

    /** Speaks the OCI distribution specification's push, in its plainest form. */
    private record Upload(String registry, String name) {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        Map<String, Object> blob(String type, byte[] content) throws IOException, InterruptedException {
            URI folder = URI.create("http://" + registry + "/v2/" + name + "/blobs/uploads/");
            HttpResponse<Void> started = CLIENT.send(
                    HttpRequest.newBuilder(folder)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            String place = started.headers().firstValue("Location").orElseThrow();
            Map<String, Object> descriptor = descriptor(type, content);
            String separator = place.contains("?") ? "&" : "?";
            put(folder.resolve(place + separator + "digest=" + descriptor.get("digest")), type, content);
            return descriptor;
        }

        Map<String, Object> manifest(String type, byte[] content) throws IOException, InterruptedException {
            Map<String, Object> descriptor = descriptor(type, content);
            manifest(String.valueOf(descriptor.get("digest")), type, content);
            return descriptor;
        }

        void manifest(String reference, String type, byte[] content) throws IOException, InterruptedException {
            put(URI.create("http://" + registry + "/v2/" + name + "/manifests/" + reference), type, content);
        }

        private static Map<String, Object> descriptor(String type, byte[] content) {
            String digest = "sha256:" + DigestUtils.sha256Hex(content);
            return Map.of("mediaType", type, "digest", digest, "size", content.length);
        }

        private static void put(URI place, String type, byte[] content) throws IOException, InterruptedException {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(place)
                            .header("Content-Type", type)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IOException("the registry answers " + response.statusCode() + ": " + response.body());
            }
        }
    }
}
