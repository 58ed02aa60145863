package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Builds and checks images, and loads them into the Docker daemon that the docker program talks to when"
                        + " all are done.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner load extbuilder:17", "  runner load pg=18 --jobs 4"})
final class LoadCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "The images. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    LoadCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(selectors, destination.read(surroundings), false);
        return actions.load(request, profile.read(), options.read(surroundings));
    }
}
