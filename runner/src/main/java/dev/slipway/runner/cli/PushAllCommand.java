package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = "Builds and checks every published image, and publishes them when all are done.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner push-all",
            "  RELEASE=1 runner push-all",
            "  runner push-all --tag-scheme git --repo ghcr.io/citusdata"
        })
final class PushAllCommand implements Callable<Integer> {
    private final Actions actions;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final UploadOptions uploads = new UploadOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    PushAllCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(List.of(), destination.read(surroundings), true);
        RunSettings settings = uploads.read(options.read(surroundings), surroundings.clock());
        return actions.push(request, profile.read(), settings, uploads.allowsDirty());
    }
}
