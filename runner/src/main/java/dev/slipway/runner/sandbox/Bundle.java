package dev.slipway.runner.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder that an OCI runtime starts one command from, and where it keeps what it knows of it. */
record Bundle(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Type and permissions of a FIFO. */
    private static final int PIPE = 0010600;

    private static final String HOSTS =
            "127.0.0.1\tlocalhost " + RuntimeConfiguration.HOST_NAME + "\n::1\tlocalhost ip6-localhost ip6-loopback\n";

    /**
     * A new one.
     *
     * @param parent best in memory: the command's environment is written there
     */
    static Bundle create(Path parent) throws IOException {
        Bundle bundle = new Bundle(Files.createDirectory(
                parent.resolve("slipway-" + UUID.randomUUID().toString())));
        Files.writeString(bundle.hosts(), HOSTS);
        Linux.makeNode(bundle.pipe(), PIPE, 0);
        return bundle;
    }

    /** Names this bundle's command among all on the machine. */
    String id() {
        return String.valueOf(folder.getFileName());
    }

    /**
     * What every command finds in {@code /etc}. The machine's own hosts are none of a build's business, but it may ask
     * the same name servers.
     */
    List<BindMount> mounts(boolean network) throws IOException {
        List<BindMount> mounts = new ArrayList<>(List.of(new BindMount(hosts(), "/etc/hosts", true)));
        Path servers = Path.of("/etc/resolv.conf");
        if (network && Files.exists(servers)) {
            // A copy: a user namespace may not mount the original read-only where its file system has restrictions.
            Path copy = Files.write(folder.resolve("resolv.conf"), Files.readAllBytes(servers));
            mounts.add(new BindMount(copy, "/etc/resolv.conf", true));
        }
        return mounts;
    }

    void configure(Map<String, Object> configuration) throws IOException {
        Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(configuration));
    }

    /** Where the runtime keeps its state. */
    Path state() {
        return folder.resolve("state");
    }

    /** Where the runtime writes what it has to say itself. */
    Path log() {
        return folder.resolve("log");
    }

    /** Takes the command's output. */
    Path pipe() {
        return folder.resolve("output");
    }

    /** Where the runtime writes the number of the command's process. */
    Path processNumber() {
        return folder.resolve("pid");
    }

    int readProcessNumber() throws IOException {
        return Integer.parseInt(Files.readString(processNumber()).trim());
    }

    /** What the runtime itself failed at. */
    Optional<String> error() throws IOException {
        if (!Files.exists(log())) {
            return Optional.empty();
        }
        for (String line : Files.readAllLines(log(), StandardCharsets.UTF_8)) {
            JsonNode entry = JSON.readTree(line);
            if (entry.path("level").asText().equals("error")) {
                return Optional.of(entry.path("msg").asText());
            }
        }
        return Optional.empty();
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path hosts() {
        return folder.resolve("hosts");
    }
}
