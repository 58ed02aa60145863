package dev.slipway.runner.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authenticated conversation with one repository. Logs in when first used, and again if that failed. */
final class Session {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    private final Scope scope;
    private final HttpClient http;
    private final Path dockerConfig;
    private @Nullable RegistryClient client;

    Session(Scope scope, HttpClient http, Path dockerConfig) {
        this.scope = scope;
        this.http = http;
        this.dockerConfig = dockerConfig;
    }

    /**
     * What a registry's token is good for.
     *
     * @param mountFrom a repository of the same registry to read as well
     */
    record Scope(String registry, String repository, boolean push, Optional<String> mountFrom) {}

    /** What to say to the registry. */
    @FunctionalInterface
    interface Talk<T> {
        T with(RegistryClient client) throws Exception;
    }

    <T> T talk(Talk<T> talk) throws Exception {
        http.enter();
        try {
            return talk.with(client());
        } finally {
            http.leave();
        }
    }

    private synchronized RegistryClient client() throws Exception {
        if (client == null) {
            client = logIn();
        }
        return client;
    }

    private RegistryClient logIn() throws Exception {
        String server = scope.registry().equals(DOCKER_HUB) ? DOCKER_HUB_SERVER : scope.registry();
        Optional<Credential> credential =
                DockerConfigCredentialRetriever.create(server, dockerConfig).retrieve(event -> {});
        RegistryClient fresh = factory(server)
                .setCredential(credential.orElse(null))
                .setUserAgent("slipway")
                .newRegistryClient();
        boolean bearer = scope.push() ? fresh.doPushBearerAuth() : fresh.doPullBearerAuth();
        if (!bearer && credential.isPresent() && !credential.get().isOAuth2RefreshToken()) {
            fresh.configureBasicAuth();
        }
        return fresh;
    }

    private RegistryClient.Factory factory(String server) {
        return scope.mountFrom()
                .map(source -> RegistryClient.factory(EventHandlers.NONE, server, scope.repository(), source, http))
                .orElseGet(() -> RegistryClient.factory(EventHandlers.NONE, server, scope.repository(), http));
    }
}
