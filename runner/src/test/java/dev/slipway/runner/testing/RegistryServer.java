package dev.slipway.runner.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real registry, Debian's {@code docker-registry}, on a free port of the loopback interface. */
public final class RegistryServer implements AutoCloseable {
    /** Who may log in where {@link Option#LOGIN} is on. */
    public static final String USER = "tester";
    /** A name that certificates are for, beside the address. */
    public static final String NAME = "registry.test";
    /** The password of {@link #USER}. */
    public static final String PASSWORD = "secret";

    private static final String HTPASSWD = USER + ":$2y$05$slipwaytesterslipway..Atlg6GBinpIhPBBQ5C.H.oKWfaRb9Y6\n";
    /** In a line of its access log. */
    private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+ /v2/[^ ]*) HTTP/1.1\"");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PORTS_TRIED = 3;

    private final Path directory;
    private final Process process;
    private final int port;

    private RegistryServer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** How a server differs from one that lets everybody do everything. */
    public enum Option {
        /** Asks for {@link #USER} and {@link #PASSWORD}. */
        LOGIN,
        /** Refuses to be written to. */
        READ_ONLY,
        /** Keeps all in memory, and so waits for no disk. */
        IN_MEMORY,
        /** Speaks TLS, with a certificate that nobody has signed, for {@link #NAME} and 127.0.0.1. */
        TLS,
        /** Deletes manifests when asked to. */
        DELETE,
        /** Writes down what it is asked for. */
        ACCESS_LOG
    }

    private static final String KEY_PASSWORD = "changeit";

    /** Starts a server that keeps its blobs below the directory, and returns once it answers. */
    public static RegistryServer start(Path directory, Option... options) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (List.of(options).contains(Option.TLS)) {
            makeCertificate(directory);
        }
        for (int tried = 1; ; tried++) {
            int port = freePort();
            RegistryServer server = new RegistryServer(directory, launch(directory, port, options), port);
            if (server.answersInTime()) {
                return server;
            }
            server.close();
            // Somebody else may have taken the port in between.
            if (tried == PORTS_TRIED) {
                throw new IOException("docker-registry does not start: " + Files.readString(log(directory)));
            }
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** Where it listens, on loopback. */
    public int port() {
        return port;
    }

    /** All that it has been asked for, as in {@code GET /v2/}; with {@link Option#ACCESS_LOG}. */
    public List<String> requests() throws IOException {
        Matcher request = REQUEST.matcher(Files.readString(log(directory)));
        return request.results().map(found -> found.group(1)).toList();
    }

    /** Whether anything was ever uploaded to a repository. */
    public boolean hasRepository(String repository) {
        return Files.exists(repository(repository));
    }

    /** Deletes all that was uploaded to a repository, behind the server's back. */
    public void forget(String repository) throws IOException {
        delete(repository(repository));
    }

    /** Deletes a tag behind the server's back. */
    public void forget(String repository, String tag) throws IOException {
        delete(repository(repository).resolve("_manifests/tags").resolve(tag));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path repository(String repository) {
        return directory.resolve("blobs/docker/registry/v2/repositories").resolve(repository);
    }

    /** The tags of a repository that people read: those of what is kept beside images are left out. */
    public List<String> imageTags(String repository) throws IOException {
        return tags(repository).stream()
                .filter(tag -> !tag.startsWith("fingerprint-") && !tag.startsWith("sha256-"))
                .toList();
    }

    /** The tags that a repository has; none if it is not there. */
    public List<String> tags(String repository) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + host() + "/v2/" + repository + "/tags/list")
                        .toURL()
                        .openConnection();
        if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return List.of();
        }
        try (InputStream answer = connection.getInputStream()) {
            List<String> tags = new ArrayList<>();
            new ObjectMapper().readTree(answer).path("tags").forEach(tag -> tags.add(tag.asText()));
            return tags;
        }
    }

    /** A {@code config.json} as {@code docker login} leaves it, for {@code DOCKER_CONFIG}; returns its directory. */
    public Path writeDockerConfig(Path directory, String password) throws IOException {
        String auth = Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), """
                {"auths": {"%s": {"auth": "%s"}}}
                """.formatted(host(), auth));
        return directory;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Path directory, int port, Option... options) throws IOException {
        Path configuration = directory.resolve("config.yml");
        Files.writeString(configuration, configuration(directory, port, options));
        return new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
    }

    private static String configuration(Path directory, int port, Option... options) throws IOException {
        List<Option> chosen = List.of(options);
        String text = """
                version: 0.1
                log:
                  level: error
                  accesslog:
                    disabled: %s
                http:
                  addr: 127.0.0.1:%d
                %sstorage:
                  %s
                """.formatted(
                        !chosen.contains(Option.ACCESS_LOG),
                        port,
                        chosen.contains(Option.TLS) ? tls(directory) : "",
                        chosen.contains(Option.IN_MEMORY)
                                ? "inmemory: {}"
                                : "filesystem: { rootdirectory: '" + directory.resolve("blobs") + "' }");
        for (Option option : options) {
            text += switch (option) {
                case READ_ONLY -> "  maintenance:\n    readonly:\n      enabled: true\n";
                case DELETE -> "  delete:\n    enabled: true\n";
                case LOGIN, TLS, IN_MEMORY, ACCESS_LOG -> "";
            };
        }
        for (Option option : options) {
            text += switch (option) {
                case READ_ONLY, TLS, IN_MEMORY, DELETE, ACCESS_LOG -> "";
                case LOGIN -> login(directory);
            };
        }
        return text;
    }

    private static String tls(Path directory) {
        return "  tls:\n    certificate: '%s'\n    key: '%s'\n"
                .formatted(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    }

    /** Makes a certificate, and a store with it that Java can be told to trust. */
    private static void makeCertificate(Path directory) throws IOException, InterruptedException {
        run(
                directory,
                "keytool -genkeypair -keystore keys.p12 -storetype PKCS12 -storepass " + KEY_PASSWORD
                        + " -alias registry -keyalg EC -dname CN=registry -ext SAN=dns:" + NAME + ",ip:127.0.0.1",
                "openssl pkcs12 -in keys.p12 -passin pass:" + KEY_PASSWORD + " -nodes -nocerts -out key.pem",
                "openssl pkcs12 -in keys.p12 -passin pass:" + KEY_PASSWORD + " -nokeys -out certificate.pem",
                "keytool -importcert -noprompt -keystore trust.p12 -storepass " + KEY_PASSWORD
                        + " -alias registry -file certificate.pem");
    }

    private static void run(Path directory, String... commands) throws IOException, InterruptedException {
        for (String command : commands) {
            Process process = new ProcessBuilder(command.split(" "))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + output);
            }
        }
    }

    /** Java's options for trusting the certificate of a server that was started in that directory. */
    public static List<String> trusting(Path directory) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + directory.resolve("trust.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + KEY_PASSWORD);
    }

    private static String login(Path directory) throws IOException {
        Path passwords = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
        return "auth:\n  htpasswd:\n    realm: test\n    path: '" + passwords + "'\n";
    }

    private boolean answersInTime() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (answers()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + host() + "/v2/").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            int status = connection.getResponseCode();
            // The last is what plain HTTP gets where TLS is spoken.
            return status == 200 || status == 401 || status == 400;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("registry.log");
    }
}
