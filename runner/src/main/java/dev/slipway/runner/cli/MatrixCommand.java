package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Divides the work among machines: in waves, bases first, for those that share what they have"
                + " built; and in groups that have no base in common, for those that share nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner matrix", "  runner matrix --format github --since origin/main"})
final class MatrixCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = "The images; all published ones if there is none. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "Print it as one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. For GitHub Actions, in"
                            + " one line: an object with 'waves', an array of matrices, and 'groups', a matrix, none of more"
                            + " than 256 jobs.")
    private MatrixFormat format = MatrixFormat.TEXT;

    @Option(
            names = "--since",
            paramLabel = "COMMIT",
            description =
                    "Only what is not as it was in that commit, and why. Builds the definitions of that commit in a"
                            + " temporary folder, with Maven. What cannot be compared counts as changed.")
    private Optional<String> since = Optional.empty();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    MatrixCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Request request = new Request(selectors, destination.read(actions.surroundings()), true);
        return actions.matrix(request, profile.read(), since, format);
    }
}
