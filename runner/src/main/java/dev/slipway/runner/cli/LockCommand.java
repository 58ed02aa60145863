package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
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
        description =
                "Writes down what images are made of: the digest of each base, the commit of each git source and the"
                        + " version of each Debian package. Builds take it from then on. Adds what is missing and drops what no"
                        + " definition asks for any more; to learn what apt resolves, it builds the images."
                        + " The lock is images.lock beside the catalogue's pom.xml, with a profile images.PROFILE.lock.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner lock", "  runner lock extbuilder --profile debian", "  runner lock --update alpine:3.23"})
final class LockCommand implements Callable<Integer> {
    /** Stands for an update without a name. */
    private static final String EVERYTHING = "*";

    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = "The images; all published ones if there is none. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = "--update",
            arity = "0..1",
            fallbackValue = EVERYTHING,
            paramLabel = "NAME",
            description =
                    "Take what there is now of a base, a git source or a package, and leave all else as it is; can be"
                            + " given several times. Without a name: of everything.")
    private List<String> updates = new ArrayList<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    LockCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        RunSettings settings = options.read(surroundings);
        if (settings.locked()) {
            throw new InputException("--locked is for commands that build what is locked, and lock does the locking");
        }
        return actions.lock(
                new Request(selectors, destination.read(surroundings), false), profile.read(), settings, update());
    }

    /** The names of what is to move, all of it if there is none; empty if nothing is. */
    private Optional<List<String>> update() {
        return updates.isEmpty() ? Optional.empty() : Optional.of(updates.contains(EVERYTHING) ? List.of() : updates);
    }
}
