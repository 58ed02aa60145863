package dev.slipway.runner.cli;

import dev.slipway.runner.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Builds and checks an image, and opens a shell in it, or runs a command. What that changes is gone"
                        + " afterwards, and its exit code is the runner's.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner shell exttester:17",
            "  runner shell exttester:17 -- psql --version",
            "  runner shell exttester:17 --failed"
        })
final class ShellCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(index = "0", paramLabel = "SELECTOR", description = "The image. See 'runner --help'.")
    private String selector = "";

    @Parameters(
            index = "1..*",
            paramLabel = "-- COMMAND",
            description = "A program and its arguments. Default: bash, or sh.")
    private List<String> command = new ArrayList<>();

    @Option(
            names = "--failed",
            description =
                    "Where a step or check fails, be in the state right before it, with its variables, user, folder,"
                            + " mounts and secrets, instead of in the image.")
    private boolean failed;

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    ShellCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = actions.surroundings();
        Request request = new Request(List.of(selector), destination.read(surroundings), false);
        RunSettings settings = options.read(surroundings);
        return failed
                ? actions.failedShell(request, profile.read(), settings, command)
                : actions.shell(request, profile.read(), settings, command);
    }
}
