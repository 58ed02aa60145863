package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the suffix of tags tells, where nobody gives one. */
final class TagSchemeOption {
    private static final String NAME = "--tag-scheme";
    private static final String VARIABLE = "TAG_SCHEME";

    @Option(
            names = NAME,
            paramLabel = "SCHEME",
            description =
                    "What to put behind the tags: by time, -devYYYYmmddHHMM, and nothing for a release; by git, the"
                            + " commit of the definitions, -dev-COMMIT, and -vCOMMIT for a release. One of"
                            + " ${COMPLETION-CANDIDATES}. Default: the variable " + VARIABLE + ", or else time.")
    private Optional<TagScheme> scheme = Optional.empty();

    /** As it was given. */
    String name() {
        return scheme.map(given -> NAME + " " + given).orElse(VARIABLE + "=git");
    }

    TagScheme read(Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault(VARIABLE, "");
        if (scheme.isPresent() || variable.isEmpty()) {
            return scheme.orElse(TagScheme.TIME);
        }
        try {
            return new Choice<>(TagScheme.class).convert(variable);
        } catch (TypeConversionException e) {
            throw new InputException(VARIABLE + ": " + e.getMessage(), e);
        }
    }
}
