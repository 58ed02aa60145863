package dev.slipway.runner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = "Shows what the store holds, and how much of it no run is using.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner df", "  runner df --json"})
final class DfCommand implements Callable<Integer> {
    private final Actions actions;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print a JSON array with an object for each type, sizes in bytes.")
    private boolean json;

    DfCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        return actions.df(store.read(actions.surroundings()), json);
    }
}
