package dev.slipway.runner.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Prints a text that somebody else needs, with the names and versions of the images in it: a template"
                        + " of the catalogue, or github-workflow, which builds and publishes all of them. Without a name, says"
                        + " which there are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner export",
            "  runner export citus-params --release",
            "  runner export github-workflow --repo ghcr.io/citusdata --output images.yml"
        })
final class ExportCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "TEMPLATE", arity = "0..1", description = "The name of a template.")
    private Optional<String> template = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "Write it to that file, and print nothing.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    ExportCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        return actions.export(template, destination.read(actions.surroundings()), profile.read(), output);
    }
}
