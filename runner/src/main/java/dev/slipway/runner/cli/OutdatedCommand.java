package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description =
                "Lists what has moved on since it was locked: bases whose tag stands for another image, refs that stand"
                        + " for another commit, packages that the archive has in another version, and with them the releases of"
                        + " axes. Changes nothing, and exits with 0 also if there is something.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner outdated", "  runner outdated --profile debian --json"})
final class OutdatedCommand implements Callable<Integer> {
    private final Actions actions;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    OutdatedCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        return actions.outdated(
                new Request(List.of(), destination.read(surroundings), false),
                profile.read(),
                options.read(surroundings),
                json);
    }
}
