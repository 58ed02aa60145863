package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.profile.Profile;
import dev.slipway.runner.registry.Mirror;
import dev.slipway.runner.registry.Mirrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Who is asked for bases before their own registry. */
final class RegistryMirrorOption {
    static final String NAME = "--registry-mirror";

    @Option(
            names = NAME,
            paramLabel = "REGISTRY=MIRROR",
            description =
                    "Pull bases of this registry from there, as in docker.io=mirror.example:5000/dockerhub, and from the"
                            + " registry itself if that fails. Given several times, in that order. What a profile says of"
                            + " a registry that is named here does not count.")
    private List<String> mirrors = new ArrayList<>();

    Mirrors read() {
        Map<String, List<String>> read = new HashMap<>();
        for (String mirror : mirrors) {
            int equals = mirror.indexOf('=');
            if (equals < 0) {
                throw new InputException(
                        NAME + ": '" + mirror + "' is not of the form REGISTRY=MIRROR. Docker Hub is docker.io");
            }
            read.computeIfAbsent(mirror.substring(0, equals), registry -> new ArrayList<>())
                    .add(mirror.substring(equals + 1));
        }
        return mirrors(NAME, read);
    }

    /** Those that a profile names. */
    static Mirrors of(Profile profile) {
        return mirrors(profile.file() + ": registries", profile.mirrors());
    }

    /** @param place where they are named */
    private static Mirrors mirrors(String place, Map<String, List<String>> named) {
        try {
            return new Mirrors(named.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            each -> each.getValue().stream().map(Mirror::parse).toList())));
        } catch (IllegalArgumentException e) {
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }
}
