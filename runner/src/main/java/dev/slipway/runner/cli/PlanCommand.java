package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Prints what would be done: the steps of each image in their order, what images share, and"
                + " what they would be called.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner plan", "  runner plan extbuilder:17", "  runner plan 'ext*,pg=18' --json"})
final class PlanCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = "The images; all published ones if there is none. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    PlanCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        return actions.plan(
                new Request(selectors, destination.read(actions.surroundings()), false), profile.read(), json);
    }
}
