package dev.slipway.runner.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Docker daemon of one's own, as the package docker.io has it, without any network. */
public final class DockerServer implements Closeable {
    private static final Path DAEMON = Path.of("/usr/sbin/dockerd");
    private static final Path CLIENT = Path.of("/usr/bin/docker");
    private static final int TRIES = 300;
    private static final int PAUSE = 100;

    private final Process daemon;
    private final Path folder;

    private DockerServer(Process daemon, Path folder) {
        this.daemon = daemon;
        this.folder = folder;
    }

    /** Whether one can be started here. */
    public static boolean isHere() {
        return Files.isExecutable(DAEMON) && Files.isExecutable(CLIENT) && isRoot();
    }

    /** Whether this is somebody who may start servers that build. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A {@code PATH} on which the client is found before any other of its name. */
    public static String path() {
        return CLIENT.getParent() + ":" + System.getenv("PATH");
    }

    /** Starts one, and waits until it answers. */
    public static DockerServer start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process daemon = new ProcessBuilder(
                        DAEMON.toString(),
                        "--iptables=false",
                        "--bridge=none",
                        "--storage-driver=vfs",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--host=unix://" + folder.resolve("socket"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        DockerServer server = new DockerServer(daemon, folder);
        for (int i = 0; i < TRIES && daemon.isAlive(); i++) {
            if (server.run("version").exitCode() == 0) {
                return server;
            }
            Thread.sleep(PAUSE);
        }
        server.close();
        throw new IOException("dockerd does not answer: " + Files.readString(folder.resolve("log")));
    }

    /** For {@code DOCKER_HOST}. */
    public String host() {
        return "unix://" + folder.resolve("socket");
    }

    /** What a command of its client prints. */
    public String call(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        if (result.exitCode() != 0) {
            throw new IOException(String.join(" ", arguments) + ": " + result.output());
        }
        return result.output();
    }

    private record Result(int exitCode, String output) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(CLIENT.toString(), "--host", host()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Ends it; it unmounts what it has mounted. */
    @Override
    public void close() {
        daemon.destroy();
        daemon.onExit().join();
    }
}
