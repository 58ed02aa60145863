package dev.slipway.runner.cli;

import picocli.CommandLine.Option;

/** Whether to see that steps make the same files each time. */
final class ReproducibilityOption {
    @Option(
            names = "--check-reproducible",
            description = "Run every command of a step a second time, and fail if it makes other files; say which.")
    private boolean checked;

    boolean checked() {
        return checked;
    }
}
