package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Repository;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What stands before every image. */
final class RepositoryOption {
    private static final String VARIABLE = "DOCKER_REPO";

    @Option(
            names = "--repo",
            paramLabel = "REPO",
            description =
                    "Name images REPO/IMAGE:TAG. Default: the variable " + VARIABLE + ", or else the catalogue's own.")
    private Optional<String> repository = Optional.empty();

    Optional<Repository> read(Surroundings surroundings) {
        return repository.isPresent()
                ? repository.map(name -> Repository.parse(name, "--repo"))
                : Optional.ofNullable(surroundings.environment().get(VARIABLE))
                        .map(name -> Repository.parse(name, VARIABLE));
    }
}
