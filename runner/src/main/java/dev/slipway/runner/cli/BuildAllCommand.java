package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = "Builds and checks every published image.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner build-all", "  runner build-all --dry-run", "  runner build-all --check-reproducible"})
final class BuildAllCommand implements Callable<Integer> {
    private final Actions actions;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final ReproducibilityOption reproducibility = new ReproducibilityOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    BuildAllCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(List.of(), destination.read(surroundings), false);
        return actions.run(request, profile.read(), options.read(surroundings).repeating(reproducibility.checked()));
    }
}
