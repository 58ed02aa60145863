package dev.slipway.runner.testing;

import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts small images into a repository of a registry, over HTTP and not by the code under test. */
public final class RegistryContent {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";

    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String CREATED = "2026-11-23T09:05:59Z";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    /** @param repository such as {@code 127.0.0.1:5000/citus/extbuilder} */
    public RegistryContent(String repository) {
        int slash = repository.indexOf('/');
        this.root = "http://" + repository.substring(0, slash) + "/v2" + repository.substring(slash);
    }

    /** Puts an image of one layer, and returns the digest of its manifest. */
    public String image(String tag, String architecture) throws IOException, InterruptedException {
        return image(tag, architecture, CREATED);
    }

    /** Puts an image that says when it was made, and returns the digest of its manifest. */
    public String image(String tag, String architecture, String created) throws IOException, InterruptedException {
        byte[] manifest = manifest(architecture, created);
        put(tag, MANIFEST, manifest);
        return Sha256.of(manifest);
    }

    /** Puts an image of layers that are tar files, for this machine's architecture, and returns the digest of its manifest. */
    public String image(String tag, Path... layers) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Path layer : layers) {
            byte[] content = Files.readAllBytes(layer);
            blob(content);
            ids.add('"' + Sha256.of(content) + '"');
            entries.add(descriptor(LAYER, content));
        }
        byte[] configuration = bytes("""
                {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["sh"]},
                 "rootfs": {"type": "layers", "diff_ids": [%s]}}
                """.formatted(String.join(",", ids)));
        blob(configuration);
        byte[] manifest =
                bytes("""
                {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": [%s]}
                """.formatted(MANIFEST, descriptor(CONFIGURATION, configuration), String.join(",", entries)));
        put(tag, MANIFEST, manifest);
        return Sha256.of(manifest);
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(type, Sha256.of(content), content.length);
    }

    /** Puts an index of images, and returns its digest. */
    public String index(String tag, String... architectures) throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        for (String architecture : architectures) {
            byte[] manifest = manifest(architecture, CREATED);
            put(Sha256.of(manifest), MANIFEST, manifest);
            entries.add("""
                    {"mediaType": "%s", "digest": "%s", "size": %d,
                     "platform": {"os": "linux", "architecture": "%s"}}
                    """.formatted(MANIFEST, Sha256.of(manifest), manifest.length, architecture));
        }
        byte[] index = bytes("""
                {"schemaVersion": 2, "mediaType": "%s", "manifests": [%s]}
                """.formatted(INDEX, String.join(",", entries)));
        put(tag, INDEX, index);
        return Sha256.of(index);
    }

    /** What a tag stands for, byte for byte; empty if there is none. */
    public String text(String tag) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/manifests/" + tag))
                .header("Accept", MANIFEST + ", " + INDEX)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 404 ? "" : response.body();
    }

    private byte[] manifest(String architecture, String created) throws IOException, InterruptedException {
        byte[] configuration = bytes("""
                {"created": "%s", "architecture": "%s", "os": "linux", "config": {"Labels": {"purpose": "test"}},
                 "rootfs": {"type": "layers", "diff_ids": []}}
                """.formatted(created, architecture));
        byte[] layer = bytes("any bytes will do");
        blob(configuration);
        blob(layer);
        return bytes("""
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "%s", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}],
                 "annotations": {"org.opencontainers.image.base.name": "debian:bookworm"}}
                """.formatted(
                        MANIFEST,
                        CONFIGURATION,
                        Sha256.of(configuration),
                        configuration.length,
                        LAYER,
                        Sha256.of(layer),
                        layer.length));
    }

    private void blob(byte[] content) throws IOException, InterruptedException {
        String place = send(HttpRequest.newBuilder(URI.create(root + "/blobs/uploads/"))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        send(HttpRequest.newBuilder(URI.create(place + "&digest=" + Sha256.of(content)))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private void put(String reference, String type, byte[] manifest) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(root + "/manifests/" + reference))
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response + ": " + response.body());
        }
        return response;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
