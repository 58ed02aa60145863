package dev.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs that all tools use: a caching proxy of Debian's archive, a registry, and Docker's daemon. */
final class Services implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Commands commands;
    private final Path folder;
    private final Ports ports;
    private final List<Process> running = new ArrayList<>();

    private Services(Commands commands, Path folder, Ports ports) {
        this.commands = commands;
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * Starts them and returns once they answer.
     *
     * @param archive the archive's server: {@code http://deb.debian.org}
     */
    static Services start(Commands commands, Path folder, String archive) throws IOException, InterruptedException {
        Services services = new Services(commands, folder, Ports.free());
        try {
            services.startArchive(archive);
            services.startRegistry();
            services.startDocker();
            return services;
        } catch (IOException | InterruptedException e) {
            services.close();
            throw e;
        }
    }

    /** Where they listen. */
    Ports ports() {
        return ports;
    }

    static Path socket(Path folder) {
        return folder.resolve("docker.sock");
    }

    private void startArchive(String archive) throws IOException, InterruptedException {
        Path place = Files.createDirectories(folder.resolve("archive"));
        // What the archive has once said stands for a month: no tool waits for the network, and all get the same.
        Path configuration =
                Files.writeString(place.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  sendfile on;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/temp;
                  proxy_cache_path %1$s/cache keys_zone=archive:16m inactive=30d use_temp_path=off;
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass %3$s;
                      proxy_http_version 1.1;
                      proxy_ssl_server_name on;
                      proxy_cache archive;
                      proxy_cache_lock on;
                      proxy_cache_valid 200 30d;
                      proxy_ignore_headers Cache-Control Expires Set-Cookie;
                    }
                  }
                }
                """.formatted(place, ports.archive(), archive));
        start(
                List.of(
                        "nginx",
                        "-c",
                        configuration.toString(),
                        "-e",
                        place.resolve("error.log").toString()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.archive()));
    }

    private void startRegistry() throws IOException, InterruptedException {
        Path place = folder.resolve("registry");
        commands.run("rm", "--recursive", "--force", place.toString());
        Path configuration = Files.writeString(Files.createDirectories(place).resolve("config.yml"), """
                version: 0.1
                log: { level: error, accesslog: { disabled: true } }
                http: { addr: "127.0.0.1:%d" }
                storage: { filesystem: { rootdirectory: "%s" } }
                """.formatted(
                        ports.registry(), place.resolve("blobs")));
        start(
                List.of("docker-registry", "serve", configuration.toString()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.registry()));
    }

    private void startDocker() throws IOException, InterruptedException {
        Path socket = socket(folder);
        Files.deleteIfExists(socket);
        start(
                List.of(
                        "dockerd",
                        "--data-root=" + folder.resolve("docker"),
                        "--host=unix://" + socket,
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false"),
                UnixDomainSocketAddress.of(socket));
    }

    private void start(List<String> line, SocketAddress address) throws IOException, InterruptedException {
        Process process = commands.start(line);
        running.add(process);
        for (int second = 0; !answers(address); second++) {
            if (second == PATIENCE_SECONDS || process.waitFor(1, TimeUnit.SECONDS)) {
                throw new IOException("does not start: " + String.join(" ", line) + "\n" + commands.tail());
            }
        }
    }

    private static boolean answers(SocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroy);
        try {
            for (Process process : running) {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            running.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
