package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.reuse.Freshness;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How images are pushed. */
final class UploadOptions {
    private static final String FRESH = "--fresh";
    private static final String MAX_AGE = "--max-age";

    @Option(
            names = "--upload-jobs",
            paramLabel = "N",
            defaultValue = "" + RegistrySettings.USUAL_UPLOADS,
            description = "Upload up to N layers at once. Default: ${DEFAULT-VALUE}.")
    private int jobs = RegistrySettings.USUAL_UPLOADS;

    @Option(
            names = "--per-image",
            description = "Move each tag as soon as its own image is complete in the registry. Otherwise none moves"
                    + " before all images of the run are.")
    private boolean perImage;

    @Option(
            names = Definitions.ALLOW_DIRTY,
            description =
                    "Release what is in the checkout of the definitions although it is not committed, or its commit"
                            + " is on no branch of a remote.")
    private boolean allowsDirty;

    @Option(
            names = FRESH,
            description =
                    "Build all images anew, with every step, and reuse nothing that was there before: neither in the"
                            + " registry nor in the store.")
    private boolean fresh;

    @Option(
            names = MAX_AGE,
            paramLabel = "TIME",
            description = "Reuse only what was pushed, or made, in that time: 7d, 12h.")
    private Optional<String> maxAge = Optional.empty();

    @Mixin
    private final CompressionOption compression = new CompressionOption();

    boolean allowsDirty() {
        return allowsDirty;
    }

    RunSettings read(RunSettings settings, Clock clock) {
        if (jobs < 1) {
            throw new InputException("--upload-jobs: " + jobs + " is too few, 1 is the least");
        }
        return settings.compressing(compression.read())
                .uploading(jobs, perImage)
                .reusing(freshness(clock.instant()));
    }

    private Freshness freshness(Instant now) {
        if (fresh && maxAge.isPresent()) {
            throw new InputException(FRESH + " reuses nothing, however young it is: leave out " + MAX_AGE);
        }
        return fresh
                ? Freshness.none(now)
                : maxAge.map(age -> Freshness.atMost(Age.parse(age, MAX_AGE), now))
                        .orElse(Freshness.ANY);
    }
}
