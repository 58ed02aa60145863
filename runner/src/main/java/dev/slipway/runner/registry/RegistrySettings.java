package dev.slipway.runner.registry;

import dev.slipway.runner.event.EventListener;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run knows about registries before it speaks to one.
 *
 * @param dockerConfig Docker's {@code config.json}, where {@code docker login} leaves credentials; need not exist
 * @param authConfig the same in a variable, which goes before; empty for none. Never shown
 * @param insecure registries that may speak plain HTTP, and have certificates that nobody signed, as those on loopback
 * @param helpers starts the credential helpers that the configuration names
 * @param uploads how many blobs travel to registries at once at most
 * @param mirrors who is asked first for images that others have made
 * @param learned by this process, and others of the same run, from registries; they are not asked for it again
 * @param events is told what keeps a run waiting
 */
public record RegistrySettings(
        Path dockerConfig,
        String authConfig,
        Set<String> insecure,
        HelperPrograms helpers,
        int uploads,
        Mirrors mirrors,
        Learned learned,
        EventListener events) {
    /** How many travel at once unless told. */
    public static final int USUAL_UPLOADS = 4;

    /** Docker's own name for a configuration in a variable. */
    public static final String AUTH_VARIABLE = "DOCKER_AUTH_CONFIG";

    private static final String CONFIG = "config.json";

    public RegistrySettings {
        insecure = insecure.stream().map(RegistrySettings::lowerCase).collect(Collectors.toUnmodifiableSet());
    }

    /** Docker's own rules: {@code $DOCKER_AUTH_CONFIG}, {@code $DOCKER_CONFIG}, else {@code ~/.docker}. */
    public static RegistrySettings fromEnvironment(
            Map<String, String> environment, Set<String> insecure, HelperPrograms helpers, int uploads) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        Path config = directory.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".docker", CONFIG)
                : Path.of(directory, CONFIG);
        return new RegistrySettings(
                config,
                environment.getOrDefault(AUTH_VARIABLE, ""),
                insecure,
                helpers,
                uploads,
                Mirrors.NONE,
                new Learned(),
                event -> {});
    }

    /** The same, with somebody who is told what keeps a run waiting. */
    public RegistrySettings telling(EventListener listener) {
        return new RegistrySettings(dockerConfig, authConfig, insecure, helpers, uploads, mirrors, learned, listener);
    }

    /** The same with others to ask first. */
    public RegistrySettings mirroredBy(Mirrors others) {
        return new RegistrySettings(dockerConfig, authConfig, insecure, helpers, uploads, others, learned, events);
    }

    /** The same in a process that knows more. */
    public RegistrySettings knowing(Learned more) {
        return new RegistrySettings(dockerConfig, authConfig, insecure, helpers, uploads, mirrors, more, events);
    }

    /** @param authority a host, with its port if that is not the usual one */
    boolean isInsecure(String authority) {
        return isLoopback(authority) || insecure.contains(lowerCase(authority));
    }

    /** Hosts are the same in any case. */
    private static String lowerCase(String authority) {
        return authority.toLowerCase(Locale.ROOT);
    }

    /** Whether the registry is on loopback, where it may speak plain HTTP. */
    static boolean isLoopback(String registry) {
        String host = lowerCase(registry).replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    @Override
    public String toString() {
        return "RegistrySettings[" + dockerConfig + ", insecure=" + insecure + "]";
    }
}
