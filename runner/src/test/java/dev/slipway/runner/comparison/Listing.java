package dev.slipway.runner.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What there is to say about an image, a line a thing: files by their path, the configuration as {@code config.Env} and
 * so on, the history as {@code history}, the outcome as {@code build}.
 */
record Listing(SortedMap<String, String> lines) {
    static final String BUILD = "build";

    private static final String LATEST = "latest";
    private static final String SUCCEEDS = "succeeds";
    private static final String FAILS = "fails: ";
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    private static final String MANIFESTS = String.join(
            ",", "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;

    Listing {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    /** Of a build that failed. */
    static Listing failed(String why) {
        return new Listing(new TreeMap<>(Map.of(BUILD, FAILS + why)));
    }

    boolean isFailure() {
        return lines.getOrDefault(BUILD, "").startsWith(FAILS);
    }

    /** The digest of an image's manifest: of all that it is. */
    static String digest(String registry, String repository) throws IOException {
        return DigestUtils.sha256Hex(manifest(folder(registry, repository), LATEST));
    }

    private static URI folder(String registry, String repository) {
        return URI.create("http://" + registry + "/v2/" + repository + "/");
    }

    private static byte[] manifest(URI folder, String tag) throws IOException {
        return get(folder.resolve("manifests/" + tag));
    }

    /** Of an image in a registry on this machine. */
    static Listing of(String registry, String repository) throws IOException {
        return of(registry, repository, LATEST);
    }

    static Listing of(String registry, String repository, String tag) throws IOException {
        URI folder = folder(registry, repository);
        JsonNode manifest = JSON.readTree(manifest(folder, tag));
        JsonNode image = JSON.readTree(blob(folder, manifest.path("config")));
        FileTree tree = new FileTree();
        List<Boolean> filled = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            try (InputStream archive = decompressed(blob(folder, layer))) {
                filled.add(tree.apply(archive));
            }
        }
        SortedMap<String, String> lines = new TreeMap<>(tree.lines());
        lines.put(BUILD, SUCCEEDS);
        lines.put("history", history(image.path("history"), filled));
        for (String key : List.of("architecture", "os", "created")) {
            lines.put(key, image.path(key).asText());
        }
        for (Map.Entry<String, JsonNode> setting : image.path("config").properties()) {
            lines.put("config." + setting.getKey(), sorted(setting.getValue()));
        }
        return new Listing(lines);
    }

    /** The same, whenever the files were made. */
    Listing withoutTimes() {
        SortedMap<String, String> timeless = new TreeMap<>();
        lines.forEach((key, line) -> timeless.put(key, key.startsWith("/") ? line.replaceFirst(" @-?\\d+", "") : line));
        return new Listing(timeless);
    }

    /** Whether each entry put something into the image; arguments, which only BuildKit mentions, are none. */
    private static String history(JsonNode entries, List<Boolean> filled) {
        Iterator<Boolean> layers = filled.iterator();
        List<String> history = new ArrayList<>();
        for (JsonNode entry : entries) {
            boolean isLayer = !entry.path("empty_layer").asBoolean();
            boolean changes = isLayer && layers.next();
            if (!entry.path("created_by").asText().startsWith("ARG ")) {
                history.add(changes ? "files" : "-");
            }
        }
        if (layers.hasNext()) {
            throw new IllegalArgumentException("there are more layers than the history knows of: " + entries);
        }
        return String.join(" ", history);
    }

    private static byte[] blob(URI folder, JsonNode descriptor) throws IOException {
        return get(folder.resolve("blobs/" + descriptor.path("digest").asText()));
    }

    private static byte[] get(URI address) throws IOException {
        URLConnection connection = address.toURL().openConnection();
        connection.setRequestProperty("Accept", MANIFESTS);
        try (InputStream body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }

    private static InputStream decompressed(byte[] archive) throws IOException {
        InputStream in = new ByteArrayInputStream(archive);
        int magic = archive.length < 2 ? 0 : ((archive[0] & 0xff) << 8) | (archive[1] & 0xff);
        return switch (magic) {
            case GZIP_MAGIC -> new BufferedInputStream(new GZIPInputStream(in));
            case ZSTD_MAGIC -> new BufferedInputStream(new ZstdInputStream(in));
            default -> in;
        };
    }

    private static String sorted(JsonNode node) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.treeToValue(node, Object.class));
    }
}
