package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Destination;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Shows how two images in registries differ: in packages, in files and in size. All of their layers are"
                        + " read for it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner diff citus/exttester:17.9 citus/exttester:17.9-dev202611231205",
            "  runner diff citus/exttester:17.8 citus/exttester:17.9 --files"
        })
final class DiffCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "A full name, which has a slash in it, or one image of the catalogue. See 'runner --help'.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
    private String after = "";

    @Option(names = "--files", description = "Name all files that differ, and not the largest only.")
    private boolean files;

    @Option(names = "--json", description = "Print a JSON object, with all files.")
    private boolean json;

    @Mixin
    private final PublishedNames names = new PublishedNames();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    DiffCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        Destination destination = names.read(actions.surroundings());
        return new RegistryActions(actions.surroundings())
                .diff(List.of(before, after), destination, profile.read(), insecure.read(), files, json);
    }
}
