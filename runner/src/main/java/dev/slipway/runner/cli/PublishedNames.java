package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.TagSuffix;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What images of the catalogue are called in a registry, for commands that look at them there. */
final class PublishedNames {
    private static final String SUFFIX = "--tag-suffix";

    @Option(
            names = SUFFIX,
            paramLabel = "SUFFIX",
            description = "What stands behind the tags of images of the catalogue. Default: nothing, as in a release.")
    private Optional<String> suffix = Optional.empty();

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    Destination read(Surroundings surroundings) {
        return new Destination(
                repository.read(surroundings),
                suffix.map(text -> TagSuffix.parse(text, SUFFIX)).orElseGet(TagSuffix::release));
    }
}
