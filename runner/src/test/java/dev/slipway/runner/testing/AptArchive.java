package dev.slipway.runner.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A flat repository of empty Debian packages on a free port of the loopback interface, which nobody has signed. */
public final class AptArchive implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final SortedMap<String, String> index = new ConcurrentSkipListMap<>();

    private AptArchive(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** One that keeps its files in a folder. */
    public static AptArchive start(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AptArchive archive = new AptArchive(folder, server);
        server.createContext("/", archive::answer);
        server.start();
        return archive;
    }

    /** What {@code sources.list} says of it. */
    public String sources() {
        return "deb [trusted=yes allow-insecure=yes] http://127.0.0.1:"
                + server.getAddress().getPort() + "/ ./\n";
    }

    /**
     * Publishes a package.
     *
     * @param depends as its control file has it; empty for nothing
     */
    public void add(String name, String version, String depends) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve(name + "_" + version));
        String control = "Package: " + name + "\nVersion: " + version + "\nArchitecture: all\n"
                + "Maintainer: Somebody <somebody@example.org>\n"
                + (depends.isEmpty() ? "" : "Depends: " + depends + "\n")
                + "Description: nothing at all\n";
        Files.writeString(Files.createDirectories(tree.resolve("DEBIAN")).resolve("control"), control);
        Path file = folder.resolve(name + "_" + version + "_all.deb");
        Process process = new ProcessBuilder(
                        "dpkg-deb", "--root-owner-group", "--build", tree.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("dpkg-deb: " + output);
        }
        byte[] content = Files.readAllBytes(file);
        String path = String.valueOf(file.getFileName());
        files.put(path, content);
        index.put(
                path,
                control + "Filename: ./" + path + "\nSize: " + content.length + "\nSHA256: "
                        + Sha256.of(content).replaceFirst("^.*:", "") + "\n\n");
    }

    /** Forgets a package. */
    public void remove(String name, String version) {
        String path = name + "_" + version + "_all.deb";
        files.remove(path);
        index.remove(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^(/\\.)?/", "");
        byte[] content = path.equals("Packages")
                ? String.join("", index.values()).getBytes(StandardCharsets.UTF_8)
                : files.get(path);
        try (exchange) {
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
