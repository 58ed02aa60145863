package dev.slipway.runner.testing;

import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts small images into a repository of a registry, over HTTP and not by the code under test. */
public final class RegistryContent {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    /** @param repository such as {@code 127.0.0.1:5000/citus/extbuilder} */
    public RegistryContent(String repository) {
        int slash = repository.indexOf('/');
        this.root = "http://" + repository.substring(0, slash) + "/v2" + repository.substring(slash);
    }

    /** Puts an image without layers, and returns the digest of its manifest. */
    public String image(String tag, String architecture) throws IOException, InterruptedException {
        byte[] manifest = manifest(architecture);
        put(tag, MANIFEST, manifest);
        return Sha256.of(manifest);
    }

    /** Puts an index of images, and returns its digest. */
    public String index(String tag, String... architectures) throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        for (String architecture : architectures) {
            byte[] manifest = manifest(architecture);
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

    private byte[] manifest(String architecture) throws IOException, InterruptedException {
        byte[] configuration = bytes("""
                {"architecture": "%s", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}
                """.formatted(architecture));
        blob(configuration);
        return bytes("""
                {"schemaVersion": 2, "mediaType": "%s", "layers": [],
                 "config": {"mediaType": "%s", "digest": "%s", "size": %d}}
                """.formatted(MANIFEST, CONFIGURATION, Sha256.of(configuration), configuration.length));
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
