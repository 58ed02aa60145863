package dev.slipway.runner.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Docker daemon of one's own, without any network: as the package docker.io has it, here or in a newer Debian. */
public final class DockerServer implements Closeable {
    private static final Path DAEMON = Path.of("/usr/sbin/dockerd");
    private static final Path CLIENT = Path.of("/usr/bin/docker");
    private static final int TRIES = 300;
    private static final int PAUSE = 100;

    private final Process process;
    private final Path folder;
    private final List<String> client;

    private DockerServer(Process process, Path folder, List<String> client) {
        this.process = process;
        this.folder = folder;
        this.client = client;
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

    /** Starts this machine's, and waits until it answers. */
    public static DockerServer start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> line = new ArrayList<>(line(folder));
        line.add("--storage-driver=vfs");
        return new DockerServer(launch(folder, line), folder, List.of(CLIENT.toString())).answering();
    }

    /**
     * Starts that of Debian 13, and waits until it answers.
     *
     * @param folder of its own, which gets a program {@code bin/docker} for it
     */
    public static DockerServer startNewer(Path folder) throws IOException, InterruptedException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        DebianMachine debian = DebianMachine.of("trixie", List.of("docker-buildx", "docker-cli", "docker.io", "mount"));
        List<Path> folders = List.of(Path.of(System.getProperty("java.io.tmpdir")), folder);
        Process process = launch(folder, debian.start(folders, line(folder)));
        List<String> client = DebianMachine.another(process, CLIENT.toString());
        Path program = Files.writeString(
                programs.resolve("docker"), "#!/bin/sh\nexec " + String.join(" ", client) + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new DockerServer(process, folder, client).answering();
    }

    private static List<String> line(Path folder) {
        return List.of(
                DAEMON.toString(),
                "--iptables=false",
                "--bridge=none",
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--host=unix://" + folder.resolve("socket"));
    }

    private static Process launch(Path folder, List<String> line) throws IOException {
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private DockerServer answering() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            if (run("version").exitCode() == 0) {
                return this;
            }
            Thread.sleep(PAUSE);
        }
        close();
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
        List<String> line = new ArrayList<>(client);
        line.addAll(List.of("--host", host()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Ends it; it unmounts what it has mounted. */
    @Override
    public void close() {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(each ->
                        each.info().command().filter(DAEMON.toString()::equals).isPresent())
                .forEach(ProcessHandle::destroy);
        process.onExit().join();
    }
}
