package dev.slipway.runner.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a run knows about registries before it speaks to one.
 *
 * @param dockerConfig Docker's {@code config.json}, where {@code docker login} leaves credentials; need not exist
 * @param insecureRegistries hosts, with port if they have one, that may speak plain HTTP; loopback always may
 */
public record RegistrySettings(Path dockerConfig, Set<String> insecureRegistries) {
    private static final String CONFIG = "config.json";

    public RegistrySettings {
        insecureRegistries = Set.copyOf(insecureRegistries);
    }

    /** Docker's own rule: {@code $DOCKER_CONFIG}, else {@code ~/.docker}. */
    public static RegistrySettings fromEnvironment(Map<String, String> environment) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        Path config = directory.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".docker", CONFIG)
                : Path.of(directory, CONFIG);
        return new RegistrySettings(config, Set.of());
    }

    /** The same with further hosts that may speak plain HTTP. */
    public RegistrySettings withInsecureRegistries(Set<String> hosts) {
        return new RegistrySettings(dockerConfig, hosts);
    }

    boolean isInsecure(String registry) {
        return insecureRegistries.contains(registry) || isLoopback(registry);
    }

    private static boolean isLoopback(String registry) {
        String host = registry.replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
