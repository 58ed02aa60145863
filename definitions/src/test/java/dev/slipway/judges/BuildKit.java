package dev.slipway.judges;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** BuildKit's daemon, with buildx to talk to it and a registry that it takes for Docker Hub's mirror. */
final class BuildKit implements AutoCloseable {
    private static final String BUILDER = "judges";

    private final Path folder;
    private final Judges judges;
    private final String registry;
    private final Daemon registryServer;
    private final Daemon daemon;

    private BuildKit(Path folder, Judges judges, String registry, Daemon registryServer, Daemon daemon) {
        this.folder = folder;
        this.judges = judges;
        this.registry = registry;
        this.registryServer = registryServer;
        this.daemon = daemon;
    }

    /** Starts both servers, which keep all that they have below the folder. */
    static BuildKit start(Path folder, Judges judges) throws IOException, InterruptedException {
        InetSocketAddress address = Daemon.freeAddress();
        String registry = "127.0.0.1:" + address.getPort();
        Daemon registryServer = startRegistry(folder, address);
        try {
            Daemon daemon = startDaemon(folder, judges, registry);
            return new BuildKit(folder, judges, registry, registryServer, daemon);
        } catch (IOException | InterruptedException e) {
            registryServer.close();
            throw e;
        }
    }

    private static Daemon startRegistry(Path folder, InetSocketAddress address)
            throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: '%s'}}
                http: {addr: '127.0.0.1:%d'}
                """.formatted(folder.resolve("registry"), address.getPort()));
        return Daemon.start(
                Command.of("docker-registry", "serve", configuration), address, folder.resolve("registry.log"));
    }

    /** On the host's network, as the steps of these tests fetch from loopback. */
    private static Daemon startDaemon(Path folder, Judges judges, String registry)
            throws IOException, InterruptedException {
        Path socket = socket(folder);
        Path configuration = Files.writeString(
                folder.resolve("buildkitd.toml"), """
                root = "%1$s"

                [grpc]
                address = ["unix://%2$s"]

                [worker.oci]
                enabled = true
                networkMode = "host"

                [worker.containerd]
                enabled = false

                [registry."docker.io"]
                mirrors = ["%3$s"]

                [registry."%3$s"]
                http = true
                """.formatted(folder.resolve("buildkit"), socket, registry));
        // It leaves folders behind where it mounts things for a moment.
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Command command = Command.of(judges.program("buildkitd"), "--config", configuration)
                .with("TMPDIR", temporary);
        return Daemon.start(command, UnixDomainSocketAddress.of(socket), folder.resolve("buildkitd.log"));
    }

    private static Path socket(Path folder) {
        return folder.resolve("buildkitd.sock");
    }

    /** Makes the daemon known to buildx, and gives it what the first line of each Dockerfile asks for. */
    void connect() throws IOException, InterruptedException {
        buildx("create", "--name", BUILDER, "--driver", "remote", "unix://" + socket(folder))
                .output();
        Path frontend = Files.createDirectory(folder.resolve("frontend"));
        Files.copy(judges.program("dockerfile-frontend"), frontend.resolve("dockerfile-frontend"));
        Files.writeString(frontend.resolve("Dockerfile"), """
                FROM scratch
                LABEL moby.buildkit.frontend.network.none="true"
                LABEL moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.contexts"
                COPY --chmod=0755 dockerfile-frontend /bin/
                ENTRYPOINT ["/bin/dockerfile-frontend"]
                """);
        publish("docker/dockerfile:1", frontend);
    }

    private Command buildx(Object... words) {
        return Command.of(judges.program("buildx"))
                .with("BUILDX_CONFIG", folder.resolve("buildx"))
                .and(words);
    }

    /** Where images can be pushed to: {@code 127.0.0.1:port}. */
    String registry() {
        return registry;
    }

    /** Builds an image of a folder with a Dockerfile, for Docker Hub: {@code library/debian:bookworm}. */
    void publish(String image, Path context) throws IOException, InterruptedException {
        buildx("build", "--builder", BUILDER, "--provenance=false", context)
                .and("--output", "type=image,push=true,compression=uncompressed,name=" + registry + "/" + image)
                .output();
    }

    /** {@code buildx bake} where a Bake file lies. */
    Command bake(Path folder) {
        return buildx("bake", "--builder", BUILDER, "--progress", "plain").in(folder);
    }

    @Override
    public void close() {
        daemon.close();
        registryServer.close();
    }
}
