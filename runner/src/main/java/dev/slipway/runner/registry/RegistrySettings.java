package dev.slipway.runner.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a run knows about registries before it speaks to one.
 *
 * @param dockerConfig Docker's {@code config.json}, where {@code docker login} leaves credentials; need not exist
 */
public record RegistrySettings(Path dockerConfig) {
    private static final String CONFIG = "config.json";

    /** Docker's own rule: {@code $DOCKER_CONFIG}, else {@code ~/.docker}. */
    public static RegistrySettings fromEnvironment(Map<String, String> environment) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        Path config = directory.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".docker", CONFIG)
                : Path.of(directory, CONFIG);
        return new RegistrySettings(config);
    }

    /** Whether the registry is on loopback, where it may speak plain HTTP. */
    static boolean isLoopback(String registry) {
        String host = registry.replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
