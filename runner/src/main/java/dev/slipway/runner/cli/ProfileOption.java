package dev.slipway.runner.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How this place differs from the one that the catalogue was written for. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "Build with other releases, sources and bases: a profile of the catalogue by its name, or a"
                    + " file whose path ends in .toml.")
    private Optional<String> profile = Optional.empty();

    Optional<String> read() {
        return profile;
    }
}
