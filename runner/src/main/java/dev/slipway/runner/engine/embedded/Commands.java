package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.model.Check;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.HiddenValues;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.sandbox.Accounts;
import dev.slipway.runner.sandbox.Sandbox;
import dev.slipway.runner.sandbox.SandboxCommand;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Executes commands in the files of a workspace, with the mounts that they ask for. */
final class Commands {
    /** Where BuildKit puts lines that name their interpreter. */
    private static final String PROGRAM = "/dev/pipes/EOF";

    /** The one that people like to work with, or else the one that is always there. */
    private static final List<String> SHELL =
            List.of("/bin/sh", "-c", "if [ -x /bin/bash ]; then exec /bin/bash; fi; exec /bin/sh");

    private final Sandbox sandbox;
    private final Store store;
    private final Map<String, Secret> secrets;
    private final Optional<Duration> limit;

    /** @param limit the longest that a command may take that says nothing of it itself */
    Commands(Sandbox sandbox, Store store, Map<String, Secret> secrets, Optional<Duration> limit) {
        this.sandbox = sandbox;
        this.store = store;
        this.secrets = secrets;
        this.limit = limit;
    }

    /**
     * Executes a {@code RUN}.
     *
     * @throws CommandFailed if it exits with another code than 0, or takes too long
     */
    void run(Instruction.Run run, ImageSettings settings, Sources sources, Workspace workspace)
            throws IOException, InterruptedException, CommandFailed {
        int code = inMounts(
                run,
                settings,
                sources,
                workspace,
                (command, hidden) -> execute(command, workspace, hidden.in(workspace.output())));
        if (code != 0) {
            throw new CommandFailed(code);
        }
    }

    /**
     * Executes something else in the place of a {@code RUN}, with the input and the outputs of this process, and returns
     * its exit code. It may take as long as it wants.
     *
     * @param words empty for a shell
     */
    int attach(List<String> words, Instruction.Run run, ImageSettings settings, Sources sources, Workspace workspace)
            throws IOException, InterruptedException, CommandFailed {
        return inMounts(
                run,
                settings,
                sources,
                workspace,
                (command, hidden) ->
                        sandbox.attach(watched(words, command), workspace.root().path()));
    }

    /** What is done with a command while its mounts are there. */
    private interface Use {
        int of(SandboxCommand command, HiddenValues hidden) throws IOException, InterruptedException, CommandFailed;
    }

    private int inMounts(Instruction.Run run, ImageSettings settings, Sources sources, Workspace workspace, Use use)
            throws IOException, InterruptedException, CommandFailed {
        CommandMounts mounts = new CommandMounts(store, secrets, sources, workspace);
        try (mounts) {
            mounts.add(run.mounts());
            if (isProgram(run)) {
                mounts.addProgram(run.body(), PROGRAM);
            }
            SandboxCommand command = new SandboxCommand(
                    arguments(run, settings),
                    environment(run, withHome(settings, workspace)),
                    settings.workdirOrRoot(),
                    settings.user(),
                    run.network() == Network.DEFAULT,
                    mounts.binds(),
                    limit(run));
            return use.of(command, mounts.hidden());
        }
    }

    private Optional<Duration> limit(Instruction.Run run) {
        int seconds = run.patience().seconds();
        return seconds == 0 ? limit : Optional.of(Duration.ofSeconds(seconds));
    }

    /**
     * Executes the command of a check as the image's own user, without network, and returns its exit code.
     *
     * @throws CommandTimedOut if it takes too long
     */
    int check(Check check, ImageSettings settings, Workspace workspace)
            throws IOException, InterruptedException, CommandTimedOut {
        List<String> arguments = shell(settings, check.command().value());
        return execute(own(arguments, settings, Network.NONE), workspace, workspace.output());
    }

    /**
     * Executes a command as the image's own user, with the input and the outputs of this process, and returns its exit
     * code.
     *
     * @param words empty for a shell
     */
    int attach(List<String> words, ImageSettings settings, Network network, Workspace workspace)
            throws IOException, InterruptedException {
        return sandbox.attach(
                watched(words, own(words, settings, network)), workspace.root().path());
    }

    /** A command that has nothing but what the image says. */
    private SandboxCommand own(List<String> arguments, ImageSettings settings, Network network) {
        return new SandboxCommand(
                arguments,
                settings.environment(),
                settings.workdirOrRoot(),
                settings.user(),
                network == Network.DEFAULT,
                List.of(),
                limit);
    }

    /** Other words in the place of a command's, for somebody who sits before it. */
    private static SandboxCommand watched(List<String> words, SandboxCommand command) {
        Map<String, String> environment = new LinkedHashMap<>(command.environment());
        if (Sandbox.isAtTerminal()) {
            environment.put("TERM", Optional.ofNullable(System.getenv("TERM")).orElse("xterm"));
        }
        return new SandboxCommand(
                words.isEmpty() ? SHELL : words,
                environment,
                command.workdir(),
                command.user(),
                command.network(),
                command.mounts(),
                Optional.empty());
    }

    private int execute(SandboxCommand command, Workspace workspace, Consumer<String> output)
            throws IOException, InterruptedException, CommandTimedOut {
        try {
            return sandbox.run(command, workspace.root().path(), output);
        } catch (TimeoutException e) {
            throw new CommandTimedOut(command.limit().orElseThrow());
        }
    }

    static List<String> arguments(Instruction.Run run, ImageSettings settings) {
        if (!run.script().isEmpty()) {
            return List.of(run.script());
        }
        return shell(settings, isProgram(run) ? PROGRAM : run.body());
    }

    /** Whether its lines name their interpreter: they are then a file that the shell executes. */
    static boolean isProgram(Instruction.Run run) {
        return run.body().startsWith("#!");
    }

    static List<String> shell(ImageSettings settings, String body) {
        List<String> arguments = new ArrayList<>(settings.shell());
        arguments.add(body);
        return arguments;
    }

    /** The variables of an image and the home of its user, which those of a command may refer to as well. */
    private static Map<String, String> withHome(ImageSettings settings, Workspace workspace) throws IOException {
        Map<String, String> variables = settings.environment();
        variables.putIfAbsent(
                "HOME",
                Accounts.of(workspace.root().path()).identify(settings.user()).home());
        return variables;
    }

    /** @param variables those of the image */
    static Map<String, String> environment(Instruction.Run run, Map<String, String> variables) {
        Map<String, String> environment = new LinkedHashMap<>(variables);
        // They hide variables of the image, as with BuildKit an ARG does that comes after an ENV: a reference means its
        // value.
        run.arguments().forEach((name, value) -> environment.put(name, value.value()));
        for (Map.Entry<String, Text> variable : run.environment().entrySet()) {
            environment.put(
                    variable.getKey(), Variables.expand(variable.getValue().value(), environment));
        }
        return environment;
    }
}
