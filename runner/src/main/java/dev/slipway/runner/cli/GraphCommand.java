package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Draws images and all that they stand on.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner graph --format svg --output graph.svg",
            "  runner graph exttester --format mermaid",
            "  runner graph --since main --format mermaid"
        })
final class GraphCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = "The images; all published ones if there is none. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "dot",
            description = "Print it as one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, Graphviz' language.")
    private GraphFormat format = GraphFormat.DOT;

    @Option(
            names = "--since",
            paramLabel = "COMMIT",
            description = "Only what is not as it was in that commit, as with matrix --since.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "Write it to that file, and print nothing.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    GraphCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Request request = new Request(selectors, new Destination(Optional.empty(), TagSuffix.release()), false);
        return actions.graph(request, profile.read(), since, format, output);
    }
}
