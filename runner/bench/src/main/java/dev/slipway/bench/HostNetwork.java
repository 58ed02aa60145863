package dev.slipway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A further file for Bake that gives the commands of all targets the machine's network: the daemon has no bridge, and what
 * they need is on loopback. It is a Compose file, since buildx 0.13 reads a network from nothing else.
 */
final class HostNetwork {
    private HostNetwork() {}

    /**
     * Writes it.
     *
     * @param targets a Bake file, or what Bake prints of one
     * @param file whose name ends in {@code .yaml}; JSON is YAML
     */
    static void write(Path targets, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Object> services = new TreeMap<>();
        mapper.readTree(targets.toFile())
                .path("target")
                .properties()
                .forEach(target -> services.put(
                        target.getKey(),
                        Map.of(
                                "build",
                                Map.of(
                                        "context",
                                        target.getValue().path("context").asText(),
                                        "network",
                                        "host"))));
        mapper.writeValue(file.toFile(), Map.of("services", services));
    }
}
