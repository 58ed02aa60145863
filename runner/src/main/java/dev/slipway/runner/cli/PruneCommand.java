package dev.slipway.runner.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = "Deletes from the store what no run is using, least recently used first.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner prune", "  runner prune --keep-storage 20GB"})
final class PruneCommand implements Callable<Integer> {
    private final Actions actions;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(
            names = KeptStorage.OPTION,
            paramLabel = "SIZE",
            description = "Stop when the store takes no more than that: 500MB, 20GB, 1.5TiB. Default: 0.")
    private Optional<String> keepStorage = Optional.empty();

    PruneCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        long keep = keepStorage.map(KeptStorage::read).orElse(0L);
        return actions.prune(store.read(actions.surroundings()), keep);
    }
}
