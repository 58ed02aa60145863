package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.TagSuffix;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Under which names images are published. */
final class DestinationOptions {
    private static final String RELEASE_VARIABLE = "RELEASE";
    private static final String SUFFIX_VARIABLE = "TAG_SUFFIX";

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final TagSchemeOption scheme = new TagSchemeOption();

    @Option(
            names = "--release",
            description =
                    "Leave the tags as they are, without -devYYYYmmddHHMM behind them; by the commit, put -vCOMMIT"
                            + " there. The variable " + RELEASE_VARIABLE + "=1 says the same.")
    private boolean release;

    @Option(
            names = "--tag-suffix",
            paramLabel = "SUFFIX",
            description = "Put that behind the tags, so that several runs have the same. Default: the variable "
                    + SUFFIX_VARIABLE + ", or else what the scheme says.")
    private Optional<String> tagSuffix = Optional.empty();

    Destination read(Surroundings surroundings) throws InterruptedException {
        return new Destination(repository.read(surroundings), suffix(surroundings));
    }

    private TagSuffix suffix(Surroundings surroundings) throws InterruptedException {
        String fromEnvironment = surroundings.environment().getOrDefault(SUFFIX_VARIABLE, "");
        Optional<TagSuffix> given = tagSuffix.isPresent()
                ? tagSuffix.map(text -> TagSuffix.parse(text, "--tag-suffix"))
                : Optional.of(fromEnvironment)
                        .filter(text -> !text.isEmpty())
                        .map(text -> TagSuffix.parse(text, SUFFIX_VARIABLE));
        boolean isRelease = release || releaseVariable(surroundings);
        if (isRelease && given.isPresent()) {
            throw new InputException((release ? "--release" : RELEASE_VARIABLE + "=1") + " leaves out what "
                    + (tagSuffix.isPresent() ? "--tag-suffix" : SUFFIX_VARIABLE) + " puts behind the tags: give one of"
                    + " them");
        }
        return given.isPresent() ? given.get() : made(isRelease, surroundings);
    }

    private TagSuffix made(boolean isRelease, Surroundings surroundings) throws InterruptedException {
        return switch (scheme.read(surroundings)) {
            case TIME ->
                isRelease ? TagSuffix.release() : TagSuffix.development(LocalDateTime.now(surroundings.clock()));
            case GIT -> {
                String commit = new Definitions(surroundings.catalogs().get()).commit(scheme.name());
                yield isRelease ? TagSuffix.release(commit) : TagSuffix.development(commit);
            }
        };
    }

    private static boolean releaseVariable(Surroundings surroundings) {
        String value = surroundings.environment().getOrDefault(RELEASE_VARIABLE, "");
        if (!Set.of("", "0", "1").contains(value)) {
            throw new InputException(RELEASE_VARIABLE + ": '" + value + "' is neither 1 nor 0");
        }
        return value.equals("1");
    }
}
