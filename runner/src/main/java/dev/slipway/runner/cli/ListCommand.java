package dev.slipway.runner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = "Lists the images that are published.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner list", "  runner list --release --json", "  runner list --profile debian"})
final class ListCommand implements Callable<Integer> {
    private final Actions actions;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Option(names = "--json", description = "Print a JSON array with an object for each image and variant.")
    private boolean json;

    ListCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        return actions.list(destination.read(actions.surroundings()), profile.read(), json);
    }
}
