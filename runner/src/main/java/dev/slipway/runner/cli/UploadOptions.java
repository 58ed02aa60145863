package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.RegistrySettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How images are pushed. */
final class UploadOptions {
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

    @Mixin
    private final CompressionOption compression = new CompressionOption();

    boolean allowsDirty() {
        return allowsDirty;
    }

    RunSettings read(RunSettings settings) {
        if (jobs < 1) {
            throw new InputException("--upload-jobs: " + jobs + " is too few, 1 is the least");
        }
        return settings.compressing(compression.read()).uploading(jobs, perImage);
    }
}
