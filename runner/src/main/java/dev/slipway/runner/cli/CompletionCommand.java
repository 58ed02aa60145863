package dev.slipway.runner.cli;

import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.help.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Prints what lets a shell complete the runner's commands, options, selectors and profiles. It asks the"
                        + " runner itself, so that it knows the catalogue as it is.",
        footerHeading = "%nExamples:%n",
        footer = {"  source <(runner completion bash)", "  runner completion zsh > ~/.zfunc/_runner"})
final class CompletionCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "One of ${COMPLETION-CANDIDATES}.")
    private Optional<CompletedShell> shell = Optional.empty();

    /** What the scripts ask. */
    @Option(names = "--line", hidden = true, description = "Print what could stand at the end of this line.")
    private Optional<String> line = Optional.empty();

    CompletionCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = actions.surroundings();
        PrintWriter out = surroundings.terminal().out();
        if (line.isPresent()) {
            completion(surroundings).of(line.get()).forEach(out::println);
        } else {
            out.print(script(
                    shell.orElseThrow(() -> new InputException("a shell is missing: runner completion bash, or zsh"))));
        }
        return ExitCode.OK;
    }

    private static Completion completion(Surroundings surroundings) {
        return new Completion(
                new Application(surroundings).commandLine().getCommandSpec(), new CompletedNames(surroundings)::of);
    }

    private static String script(CompletedShell shell) {
        String resource = "/dev/slipway/runner/help/completion." + shell;
        try (InputStream stream = CompletionCommand.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the runner has lost " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
