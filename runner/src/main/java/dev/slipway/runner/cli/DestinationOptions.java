package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.plan.TagSuffix;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Under which names images are published. */
final class DestinationOptions {
    private static final String REPOSITORY_VARIABLE = "DOCKER_REPO";
    private static final String RELEASE_VARIABLE = "RELEASE";
    private static final String SUFFIX_VARIABLE = "TAG_SUFFIX";
    private static final String SCHEME_OPTION = "--tag-scheme";
    private static final String SCHEME_VARIABLE = "TAG_SCHEME";

    @Option(
            names = "--repo",
            paramLabel = "REPO",
            description = "Name images REPO/IMAGE:TAG. Default: the variable " + REPOSITORY_VARIABLE
                    + ", or else the catalogue's own.")
    private Optional<String> repository = Optional.empty();

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

    @Option(
            names = SCHEME_OPTION,
            paramLabel = "SCHEME",
            description =
                    "What to put behind the tags: by time, -devYYYYmmddHHMM, and nothing for a release; by git, the"
                            + " commit of the definitions, -dev-COMMIT, and -vCOMMIT for a release. One of"
                            + " ${COMPLETION-CANDIDATES}. Default: the variable " + SCHEME_VARIABLE + ", or else time.")
    private Optional<TagScheme> tagScheme = Optional.empty();

    Destination read(Surroundings surroundings) throws InterruptedException {
        String fromEnvironment = surroundings.environment().get(REPOSITORY_VARIABLE);
        Optional<Repository> read = repository.isPresent()
                ? repository.map(name -> Repository.parse(name, "--repo"))
                : Optional.ofNullable(fromEnvironment).map(name -> Repository.parse(name, REPOSITORY_VARIABLE));
        return new Destination(read, suffix(surroundings));
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
        return switch (scheme(surroundings)) {
            case TIME ->
                isRelease ? TagSuffix.release() : TagSuffix.development(LocalDateTime.now(surroundings.clock()));
            case GIT -> {
                String commit = new Definitions(surroundings.catalogs().get())
                        .commit(tagScheme.isPresent() ? SCHEME_OPTION + " git" : SCHEME_VARIABLE + "=git");
                yield isRelease ? TagSuffix.release(commit) : TagSuffix.development(commit);
            }
        };
    }

    private TagScheme scheme(Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault(SCHEME_VARIABLE, "");
        if (tagScheme.isPresent() || variable.isEmpty()) {
            return tagScheme.orElse(TagScheme.TIME);
        }
        try {
            return new Choice<>(TagScheme.class).convert(variable);
        } catch (TypeConversionException e) {
            throw new InputException(SCHEME_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    private static boolean releaseVariable(Surroundings surroundings) {
        String value = surroundings.environment().getOrDefault(RELEASE_VARIABLE, "");
        if (!Set.of("", "0", "1").contains(value)) {
            throw new InputException(RELEASE_VARIABLE + ": '" + value + "' is neither 1 nor 0");
        }
        return value.equals("1");
    }
}
