package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Shows what is in the registry under the name of an image: digests, platforms, size, labels,"
                + " annotations and base.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner inspect extbuilder:17", "  runner inspect citus/stylechecker:latest --json"})
final class InspectCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            paramLabel = "REFERENCE|SELECTOR",
            description = "A full name, which has a slash in it, or images of the catalogue. See 'runner --help'.")
    private String image = "";

    @Option(names = "--json", description = "Print a JSON array with an object for each name.")
    private boolean json;

    @Mixin
    private final PublishedNames names = new PublishedNames();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    InspectCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        if (image.contains("/")) {
            return new RegistryActions(actions.surroundings()).inspect(image, insecure.read(), json);
        }
        Destination destination = names.read(actions.surroundings());
        Request request = new Request(List.of(image), destination, true);
        return new RegistryActions(actions.surroundings()).inspect(request, profile.read(), insecure.read(), json);
    }
}
