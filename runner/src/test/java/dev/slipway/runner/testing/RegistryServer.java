package dev.slipway.runner.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A real registry, Debian's {@code docker-registry}, on a free port of the loopback interface. */
public final class RegistryServer implements AutoCloseable {
    /** Who may log in where {@link Option#LOGIN} is on. */
    public static final String USER = "tester";
    /** The password of {@link #USER}. */
    public static final String PASSWORD = "secret";

    private static final String HTPASSWD = USER + ":$2y$05$slipwaytesterslipway..Atlg6GBinpIhPBBQ5C.H.oKWfaRb9Y6\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PORTS_TRIED = 3;

    private final Process process;
    private final int port;

    private RegistryServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** How a server differs from one that lets everybody do everything. */
    public enum Option {
        /** Asks for {@link #USER} and {@link #PASSWORD}. */
        LOGIN,
        /** Refuses to be written to. */
        READ_ONLY
    }

    /** Starts a server that keeps its blobs below the directory, and returns once it answers. */
    public static RegistryServer start(Path directory, Option... options) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (int tried = 1; ; tried++) {
            int port = freePort();
            RegistryServer server = new RegistryServer(launch(directory, port, options), port);
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
        String text = """
                version: 0.1
                log:
                  level: error
                  accesslog:
                    disabled: true
                http:
                  addr: 127.0.0.1:%d
                storage:
                  filesystem:
                    rootdirectory: '%s'
                """.formatted(port, directory.resolve("blobs"));
        for (Option option : options) {
            text += switch (option) {
                case READ_ONLY -> "  maintenance:\n    readonly:\n      enabled: true\n";
                case LOGIN -> "";
            };
        }
        for (Option option : options) {
            text += switch (option) {
                case READ_ONLY -> "";
                case LOGIN -> login(directory);
            };
        }
        return text;
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
            return status == 200 || status == 401;
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
