package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = "Builds and checks images, and publishes them when all are done.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner push extbuilder",
            "  DOCKER_REPO=registry.example/team runner push 'ext*'",
            "  runner push stylechecker --builder farm --platform linux/arm64"
        })
final class PushCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "The images. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final UploadOptions uploads = new UploadOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    PushCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(selectors, destination.read(surroundings), true);
        RunSettings settings = uploads.read(options.read(surroundings), surroundings.clock());
        return actions.push(request, profile.read(), settings, uploads.allowsDirty());
    }
}
