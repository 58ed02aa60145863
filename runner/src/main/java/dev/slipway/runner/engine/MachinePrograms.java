package dev.slipway.runner.engine;

import dev.slipway.runner.registry.RegistrySettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs of this machine. They get the environment of this process, but for the variables that hold secrets, and for
 * the one that holds what registries are logged in to with.
 */
public final class MachinePrograms {
    private final Set<String> hidden;

    /** Those that are to know none of the secrets. */
    public MachinePrograms(Collection<Secret> secrets) {
        this.hidden = Stream.concat(
                        secrets.stream().flatMap(secret -> secret.variable().stream()),
                        Stream.of(RegistrySettings.AUTH_VARIABLE))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One that is yet to be started. */
    public ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeAll(hidden);
        return program;
    }
}
