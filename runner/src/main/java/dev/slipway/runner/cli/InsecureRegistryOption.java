package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.ImageReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which registries may do without good certificates. */
final class InsecureRegistryOption {
    private static final String NAME = "--insecure-registry";

    @Option(
            names = NAME,
            paramLabel = "HOST[:PORT]",
            description =
                    "Speak to this registry over plain HTTP, or with a certificate that nobody signed, if it has no"
                            + " other. Those on loopback need not be named.")
    private List<String> hosts = new ArrayList<>();

    Set<String> read() {
        for (String host : hosts) {
            try {
                ImageReference.checkRegistry(host);
            } catch (IllegalArgumentException e) {
                throw new InputException(NAME + ": " + e.getMessage());
            }
        }
        return new HashSet<>(hosts);
    }
}
