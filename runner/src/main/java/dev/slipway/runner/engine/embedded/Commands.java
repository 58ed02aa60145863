package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Instruction;
import dev.slipway.model.Check;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Context;
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
    void run(Instruction.Run run, ImageSettings settings, Context context, Workspace workspace)
            throws IOException, InterruptedException, CommandFailed {
        CommandMounts mounts = new CommandMounts(store, secrets, context, workspace);
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
            int code = execute(command, workspace, mounts.hidden().in(workspace.output()));
            if (code != 0) {
                throw new CommandFailed(code);
            }
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
        SandboxCommand command = new SandboxCommand(
                shell(settings, check.command().value()),
                settings.environment(),
                settings.workdirOrRoot(),
                settings.user(),
                false,
                List.of(),
                limit);
        return execute(command, workspace, workspace.output());
    }

    /**
     * Runs a command as the image's own user, with the input and the outputs of this process, and returns its exit code.
     *
     * @param words empty for a shell
     */
    int attach(List<String> words, ImageSettings settings, Workspace workspace)
            throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(settings.environment());
        if (Sandbox.isAtTerminal()) {
            environment.put("TERM", Optional.ofNullable(System.getenv("TERM")).orElse("xterm"));
        }
        SandboxCommand command = new SandboxCommand(
                words.isEmpty() ? SHELL : words,
                environment,
                settings.workdirOrRoot(),
                settings.user(),
                true,
                List.of(),
                Optional.empty());
        return sandbox.attach(command, workspace.root().path());
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
