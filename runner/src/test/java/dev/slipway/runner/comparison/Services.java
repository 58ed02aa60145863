package dev.slipway.runner.comparison;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The outside world of the cases, on this machine: a registry, a web server and a git server. */
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RegistryServer registry;
    private final HttpServer web;
    private final Process git;
    private final int gitPort;

    private Services(RegistryServer registry, HttpServer web, Process git, int gitPort) {
        this.registry = registry;
        this.web = web;
        this.git = git;
        this.gitPort = gitPort;
    }

    /** Starts them, with all that the cases want of them. */
    static Services start(Path folder) throws IOException, InterruptedException {
        RegistryServer registry = RegistryServer.start(folder.resolve("registry"));
        BaseCases.pushBases(registry.host());
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", Services::answer);
        web.start();
        int port = freePort();
        Process git = serve(repository(folder.resolve("git")), port);
        return new Services(registry, web, git, port);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isThere = exchange.getRequestURI().getPath().startsWith("/file.");
            byte[] body = (isThere ? BaseCases.DOWNLOAD : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isThere ? 200 : 404, isThere ? body.length : -1);
            if (isThere && exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Path repository(Path folder) throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(Files.createDirectory(work.resolve("sub")).resolve("file"), "first\n");
        Case.write(work.resolve("tool"), "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), true);
        Files.createSymbolicLink(work.resolve("link"), Path.of("sub/file"));
        git(work, "init", "--quiet", "--initial-branch=main");
        git(work, "add", ".");
        git(work, "commit", "--quiet", "--message=first");
        git(work, "tag", "--annotate", "--message=one", BaseCases.TAG);
        Files.writeString(work.resolve("sub/file"), "second\n");
        git(work, "commit", "--quiet", "--all", "--message=second");
        return folder;
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).inheritIO();
        // The same commits, and so the same names of objects, each time.
        builder.environment().put("GIT_AUTHOR_DATE", "2001-02-03T04:05:06Z");
        builder.environment().put("GIT_COMMITTER_DATE", "2001-02-03T04:05:06Z");
        if (builder.start().waitFor() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " failed");
        }
    }

    private static Process serve(Path folder, int port) throws IOException, InterruptedException {
        Process daemon = new ProcessBuilder(
                        "git",
                        "-c",
                        "safe.directory=*",
                        "daemon",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--export-all",
                        "--reuseaddr",
                        "--base-path=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("daemon.log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (!daemon.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("git daemon does not start: " + Files.readString(folder.resolve("daemon.log")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return daemon;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Places places() {
        return new Places(
                registry.host(),
                "http://127.0.0.1:" + web.getAddress().getPort() + "/",
                "git://127.0.0.1:" + gitPort + "/repository/.git");
    }

    @Override
    public void close() {
        git.descendants().forEach(ProcessHandle::destroy);
        git.destroy();
        web.stop(0);
        registry.close();
    }
}
