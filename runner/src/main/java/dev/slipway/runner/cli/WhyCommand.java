package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Says which step would run first if an image were built now, and which of its inputs changed since"
                        + " the last build. Builds nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner why extbuilder:17", "  runner why stylechecker --json"})
final class WhyCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SELECTOR", description = "The image. See 'runner --help'.")
    private String selector = "";

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final InsecureRegistryOption insecure = new InsecureRegistryOption();

    @Mixin
    private final RegistryMirrorOption mirrors = new RegistryMirrorOption();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    WhyCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(List.of(selector), destination.read(surroundings), false);
        RunSettings settings = RunSettings.looking(store.read(surroundings), insecure.read(), mirrors.read());
        return actions.why(request, profile.read(), settings, json);
    }
}
