package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same content in the structure of Citus' original images, by hand: BuildKit builds all fourteen at once. */
final class Original implements Tool {
    static final String NAME = "original structure";

    private final Commands commands;
    private final Path file;
    private final Path network;
    private final Ports ports;
    private String repository = "";

    /**
     * Its Bake file and Docker.
     *
     * @param commands with {@code DOCKER_HOST} set
     * @param network the {@link HostNetwork} file to write
     */
    Original(Commands commands, Path file, Path network, Ports ports) {
        this.commands = commands;
        this.file = file;
        this.network = network;
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.of(Case.COLD, Case.WARM);
    }

    @Override
    public void begin(String repository) throws IOException, InterruptedException {
        Bake.forget(commands);
        this.repository = repository;
        Path targets = network.resolveSibling("original.json");
        Files.writeString(
                targets, commands.with(variables()).read("docker", "buildx", "bake", "--print", "--file=" + file));
        HostNetwork.write(targets, network);
    }

    @Override
    public void build(Family family) throws IOException, InterruptedException {
        Bake.bake(commands, List.of(file, network), repository, variables());
    }

    private Map<String, String> variables() {
        return Map.of("REGISTRY", ports.registryHost(), "ARCHIVE", ports.archiveUrl(), "DOCKER_REPO", repository);
    }

    @Override
    public void push(Family family) {
        throw new UnsupportedOperationException("is not asked to push");
    }

    /** The packages of an image, with their versions. */
    String packages(Target target) throws IOException, InterruptedException {
        return commands.read(
                "docker", "run", "--rm", "--network=none", repository + "/" + target.name(), "dpkg-query", "--show");
    }
}
