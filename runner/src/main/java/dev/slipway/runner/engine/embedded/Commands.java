package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.sandbox.BindMount;
import dev.slipway.runner.sandbox.MemoryFolder;
import dev.slipway.runner.sandbox.Sandbox;
import dev.slipway.runner.sandbox.SandboxCommand;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Executes commands in the files of a workspace, with the mounts that they ask for. */
final class Commands {
    private static final String HIDDEN = "***";

    private final Sandbox sandbox;
    private final Store store;
    private final Map<String, Secret> secrets;

    Commands(Sandbox sandbox, Store store, Map<String, Secret> secrets) {
        this.sandbox = sandbox;
        this.store = store;
        this.secrets = secrets;
    }

    /**
     * Executes a {@code RUN}.
     *
     * @throws CommandFailed if it exits with another code than 0
     */
    void run(Instruction.Run run, ImageSettings settings, Context context, Workspace workspace)
            throws IOException, InterruptedException, CommandFailed {
        Mounts mounts = new Mounts();
        try (mounts) {
            for (Mount mount : run.mounts()) {
                mounts.add(mount, context, workspace.scratch());
            }
            SandboxCommand command = new SandboxCommand(
                    arguments(run, settings),
                    environment(run, settings),
                    settings.workdirOrRoot(),
                    settings.user(),
                    run.network() == Network.DEFAULT,
                    mounts.binds);
            int code = sandbox.run(command, workspace.root().path(), mounts.hiding(workspace.output()));
            if (code != 0) {
                throw new CommandFailed(code);
            }
        }
    }

    /** Executes the command of a check as the image's own user, without network, and returns its exit code. */
    int check(Check check, ImageSettings settings, Workspace workspace) throws IOException, InterruptedException {
        SandboxCommand command = new SandboxCommand(
                shell(settings, check.command().value()),
                settings.environment(),
                settings.workdirOrRoot(),
                settings.user(),
                false,
                List.of());
        return sandbox.run(command, workspace.root().path(), workspace.output());
    }

    static List<String> arguments(Instruction.Run run, ImageSettings settings) {
        return run.script().isEmpty() ? shell(settings, run.body()) : List.of(run.script());
    }

    static List<String> shell(ImageSettings settings, String body) {
        List<String> arguments = new ArrayList<>(settings.shell());
        arguments.add(body);
        return arguments;
    }

    static Map<String, String> environment(Instruction.Run run, ImageSettings settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        run.arguments().forEach((name, value) -> environment.put(name, value.value()));
        // A variable of the image hides a build argument of the same name, as in a Dockerfile.
        environment.putAll(settings.environment());
        for (Map.Entry<String, Text> variable : run.environment().entrySet()) {
            environment.put(
                    variable.getKey(), Variables.expand(variable.getValue().value(), environment));
        }
        return environment;
    }

    /** The mounts of one command, given back when it has ended. */
    private final class Mounts implements AutoCloseable {
        private final List<BindMount> binds = new ArrayList<>();
        private final List<String> hidden = new ArrayList<>();
        private final Deque<AutoCloseable> held = new ArrayDeque<>();

        void add(Mount mount, Context context, Path scratch) throws IOException, InterruptedException {
            if (mount instanceof Mount.Context file) {
                binds.add(new BindMount(context.folder().resolve(file.path()), file.target(), true));
            } else if (mount instanceof Mount.Cache cache) {
                binds.add(new BindMount(cache(cache), cache.target(), false));
            } else {
                addSecret((Mount.Secret) mount, scratch);
            }
        }

        private Path cache(Mount.Cache cache) throws IOException, InterruptedException {
            String name = Digests.of("cache", cache.target()).substring("sha256:".length());
            if (cache.sharing() == CacheMount.Sharing.SHARED) {
                return store.cache(name);
            }
            if (cache.sharing() == CacheMount.Sharing.LOCKED) {
                held.push(store.lock("cache-" + name));
                return store.cache(name);
            }
            for (int number = 0; ; number++) {
                Optional<Locks.Held> lock = store.tryLock("cache-" + name + "-" + number);
                if (lock.isPresent()) {
                    held.push(lock.get());
                    return store.cache(name + "-" + number);
                }
            }
        }

        private void addSecret(Mount.Secret mount, Path scratch) throws IOException {
            Secret secret = secrets.get(mount.id());
            if (secret == null) {
                throw new IOException("secret '" + mount.id() + "' is not given. Add --secret id=" + mount.id()
                        + ",src=FILE or --secret id=" + mount.id() + ",env=VARIABLE");
            }
            MemoryFolder memory = MemoryFolder.mount(scratch.resolve("secret-" + held.size()));
            held.push(memory);
            Path file = Files.write(memory.path().resolve("secret"), secret.value());
            Files.setAttribute(file, "unix:mode", 0400);
            binds.add(new BindMount(file, mount.target(), true));
            hidden.add(new String(secret.value(), StandardCharsets.UTF_8).strip());
        }

        Consumer<String> hiding(Consumer<String> output) {
            List<String> values =
                    hidden.stream().filter(value -> !value.isEmpty()).toList();
            return line -> {
                String shown = line;
                for (String value : values) {
                    shown = shown.replace(value, HIDDEN);
                }
                output.accept(shown);
            };
        }

        @Override
        public void close() throws IOException {
            IOException failure = null;
            for (AutoCloseable each : held) {
                try {
                    each.close();
                } catch (Exception e) {
                    failure = failure == null ? new IOException(e) : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
