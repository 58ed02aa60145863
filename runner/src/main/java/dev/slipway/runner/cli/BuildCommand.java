package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = "Builds and checks images, and what they need.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner build extbuilder:17",
            "  runner build exttester pg=18 --keep-going",
            "  runner build extbuilder:15 --profile debian --jobs 2"
        })
final class BuildCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "The images. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final ReproducibilityOption reproducibility = new ReproducibilityOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    BuildCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(selectors, destination.read(surroundings), false);
        return actions.run(request, profile.read(), options.read(surroundings).repeating(reproducibility.checked()));
    }
}
