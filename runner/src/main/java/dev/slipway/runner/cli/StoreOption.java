package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where results are kept. */
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The folder in which results are kept. Default: slipway/store in XDG_CACHE_HOME or ~/.cache.")
    private Optional<Path> store = Optional.empty();

    Path read(Surroundings surroundings) {
        Path folder = store.orElseGet(() -> usual(surroundings.environment()))
                .toAbsolutePath()
                .normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException("the store " + folder + " is not a folder. Name one with --store");
        }
        return folder;
    }

    private static Path usual(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
        return (cache.isEmpty() ? home.resolve(".cache") : Path.of(cache))
                .resolve("slipway")
                .resolve("store");
    }
}
