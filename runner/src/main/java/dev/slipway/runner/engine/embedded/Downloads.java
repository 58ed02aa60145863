package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Locale;

/** Files from the network that are what their checksum says. */
final class Downloads {
    private static final int OK = 200;
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(30);

    private Downloads() {}

    /** The last part of a URL's path, under which a folder keeps the file. */
    static String name(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A checksum as definitions may write it: with {@code sha256:} or without, in any case. */
    static String digest(String checksum) {
        String lower = checksum.toLowerCase(Locale.ROOT);
        return lower.startsWith(Sha256.PREFIX) ? lower : Sha256.PREFIX + lower;
    }

    /**
     * Fetches a file.
     *
     * @throws IOException if it cannot be had or is another than the checksum says, naming both
     */
    static Path fetch(String url, String sha256, Path file) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(TIME_TO_CONNECT)
                .build();
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException(url + " answers with status " + response.statusCode());
            }
            String actual = save(body, file);
            if (!actual.equals(sha256)) {
                throw new IOException(url + " has the digest " + actual + ", and the definition says " + sha256);
            }
        }
        // The server's time is no part of the content.
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        return file;
    }

    private static String save(InputStream body, Path file) throws IOException {
        try (DigestInputStream digesting = new DigestInputStream(body, Sha256.start())) {
            Files.copy(digesting, file);
            return Sha256.end(digesting.getMessageDigest());
        }
    }
}
