package dev.slipway.runner.testing;

import dev.slipway.runner.registry.RegistrySettings;
import java.util.Map;
import java.util.Set;

/** What tests know about registries. */
public final class RegistryClients {
    private RegistryClients() {}

    /** Without anything to log in with. */
    public static RegistrySettings anonymous() {
        return with(Map.of("HOME", "/nonexistent"));
    }

    /** With the Docker configuration that the variables say. */
    public static RegistrySettings with(Map<String, String> environment) {
        return RegistrySettings.fromEnvironment(
                environment, Set.of(), ProcessBuilder::new, RegistrySettings.USUAL_UPLOADS);
    }
}
