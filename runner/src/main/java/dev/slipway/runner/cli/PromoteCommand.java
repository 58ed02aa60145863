package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Gives images that were pushed with a suffix the names of a release: the same manifests, byte for"
                + " byte, and so the same digests. Builds nothing. No name is given unless all images are there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner promote --from -dev202611231205",
            "  runner promote extbuilder --from -dev-0a1b2c3 --tag-scheme git"
        })
final class PromoteCommand implements Callable<Integer> {
    private static final String FROM = "--from";

    private final Actions actions;

    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = "The images; all published ones if there is none. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = FROM,
            paramLabel = "SUFFIX",
            required = true,
            description = "What stands behind the tags that they were pushed with: -dev202611231205, -dev-0a1b2c3.")
    private String from = "";

    @Option(
            names = Promotion.FORCE,
            description = "Promote also images of which no record says that they have passed their checks.")
    private boolean forced;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Mixin
    private final TagSchemeOption scheme = new TagSchemeOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    PromoteCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = actions.surroundings();
        Optional<Repository> named = repository.read(surroundings);
        TagSuffix pushed = TagSuffix.parse(from, FROM);
        Request request = new Request(selectors, new Destination(named, pushed), true);
        Destination release = new Destination(named, release(pushed, surroundings));
        return new RegistryActions(actions.surroundings())
                .promote(request, release, profile.read(), insecure.read(), forced);
    }

    private TagSuffix release(TagSuffix pushed, Surroundings surroundings) {
        return switch (scheme.read(surroundings)) {
            case TIME -> TagSuffix.release();
            case GIT ->
                pushed.releaseOfCommit()
                        .orElseThrow(
                                () -> new InputException(scheme.name() + ": '" + from + "' does not tell a commit that"
                                        + " the release could be named after. Promote what was pushed as -dev-COMMIT, or use"
                                        + " --tag-scheme time"));
        };
    }
}
