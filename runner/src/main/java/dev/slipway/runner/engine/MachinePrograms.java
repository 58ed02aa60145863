package dev.slipway.runner.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs of this machine. They get the environment of this process, but for the variables that hold secrets. */
public final class MachinePrograms {
    private final Set<String> hidden;

    /** Those that are to know none of the secrets. */
    public MachinePrograms(Collection<Secret> secrets) {
        this.hidden =
                secrets.stream().flatMap(secret -> secret.variable().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** One that is yet to be started. */
    public ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeAll(hidden);
        return program;
    }
}
