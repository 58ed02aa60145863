package dev.slipway.runner.engine;

import static java.util.function.Predicate.not;

import dev.slipway.runner.registry.RegistrySettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs of this machine. They get the environment of this process, but for the variables that hold secrets, and for
 * the one that holds what registries are logged in to with.
 */
public final class MachinePrograms {
    /** What programs need to find others, and git to know who owns files; {@code SUDO_UID} is git's own rule. */
    private static final Set<String> PLACES = Set.of("PATH", "HOME", "XDG_CONFIG_HOME", "SUDO_UID");

    private final Predicate<String> shown;

    private MachinePrograms(Predicate<String> shown) {
        this.shown = shown;
    }

    /** Those that are to know none of the secrets. */
    public MachinePrograms(Collection<Secret> secrets) {
        this(not(Stream.concat(
                        secrets.stream().flatMap(secret -> secret.variable().stream()),
                        Stream.of(RegistrySettings.AUTH_VARIABLE))
                .collect(Collectors.toUnmodifiableSet())::contains));
    }

    /** Those that get hardly anything: for whoever does not know which variables hold secrets. */
    public static MachinePrograms withoutVariables() {
        return new MachinePrograms(PLACES::contains);
    }

    /** Those that read secrets, and log in to registries, on behalf of this process. */
    public static MachinePrograms withSecrets() {
        return new MachinePrograms(variable -> true);
    }

    /** One that is yet to be started. */
    public ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeIf(not(shown));
        return program;
    }
}
