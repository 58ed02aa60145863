package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the two images that the family starts from, and pushes them to where every tool pulls them from. */
final class Bases {
    private Bases() {}

    /**
     * Does it.
     *
     * @param commands with {@code DOCKER_HOST} set
     * @param folder for what lies about meanwhile
     */
    static void push(Commands commands, Path folder, Ports ports) throws IOException, InterruptedException {
        push(commands, folder, ports, "debian", "ca-certificates");
        push(commands, folder, ports, "python", "ca-certificates,python3");
    }

    private static void push(Commands commands, Path folder, Ports ports, String name, String packages)
            throws IOException, InterruptedException {
        String archive = folder.resolve(name + ".tar").toString();
        String reference = ports.registryHost() + "/bases/" + name + ":bookworm";
        commands.run(
                "mmdebstrap",
                "--quiet",
                "--variant=apt",
                "--include=" + packages,
                "bookworm",
                archive,
                ports.archiveUrl());
        commands.run(
                "docker",
                "import",
                "--change=ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                archive,
                reference);
        commands.run("docker", "push", "--quiet", reference);
        commands.run("rm", archive);
    }
}
