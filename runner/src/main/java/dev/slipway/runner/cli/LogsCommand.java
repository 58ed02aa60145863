package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Prints all that images printed in a run. The newest 20 runs that did something are kept, in slipway/runs in XDG_STATE_HOME"
                        + " or ~/.local/state.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner logs", "  runner logs exttester:17.9", "  runner logs --list"})
final class LogsCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            arity = "0..2",
            paramLabel = "[RUN] [IMAGE]",
            description = "A run, as --list calls it, and an image of it. Default: the last run, and all images.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--list", description = "List the runs, the newest first.")
    private boolean list;

    LogsCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        if (list && !words.isEmpty()) {
            throw new InputException("--list lists all runs, and takes no '" + words.get(0) + "'");
        }
        return list ? actions.listLogs() : actions.logs(words);
    }
}
