package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Lists development tags that are old, and deletes them from the registry when asked to. Never"
                + " deletes the tag of a release.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner untag --older-than 30d", "  runner untag exttester --older-than 12h --yes"})
final class UntagCommand implements Callable<Integer> {
    private static final String OLDER_THAN = "--older-than";

    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description =
                    "The images; all published ones if there is none. An image that is meant with all its variants"
                            + " is so with those, too, that the catalogue no longer has. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = OLDER_THAN,
            paramLabel = "TIME",
            required = true,
            description =
                    "How old they must be at least, by the time in the tag; where that tells a commit, by when the"
                            + " image was made: 30d, 12h.")
    private String age = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean sure;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    UntagCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        Destination destination = new Destination(repository.read(actions.surroundings()), TagSuffix.release());
        Request request = new Request(selectors, destination, true);
        return new RegistryActions(actions.surroundings())
                .untag(request, profile.read(), insecure.read(), Age.parse(age, OLDER_THAN), sure);
    }
}
