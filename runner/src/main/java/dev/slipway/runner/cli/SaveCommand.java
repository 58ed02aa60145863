package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import dev.slipway.runner.schedule.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = "Builds and checks images, and saves them to a file or folder when all are done.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner save stylechecker --output stylechecker.tar",
            "  runner save extbuilder:17 --format docker-archive -o extbuilder.tar"
        })
final class SaveCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "The images. See 'runner --help'.")
    private List<String> selectors = new ArrayList<>();

    @Mixin
    private final ArchiveOptions archive = new ArchiveOptions();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final CompressionOption compression = new CompressionOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    SaveCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(selectors, destination.read(surroundings), false);
        RunSettings settings =
                options.read(surroundings).compressing(compression.read()).delivering(Delivery.to(archive.read()));
        return actions.run(request, profile.read(), settings);
    }
}
