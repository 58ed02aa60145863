package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.BuildxVersion;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The buildx of this machine: Docker's plugin, or else a program of its own.
 *
 * @param command what starts it
 */
record Buildx(MachinePrograms programs, List<String> command) {
    private static final List<String> PLUGIN = List.of("docker", "buildx");
    private static final List<String> PROGRAM = List.of("buildx");

    private static final String INSTALL =
            "Install it with: apt-get install docker-buildx (from Debian 13 on), or as docs.docker.com/go/buildx says";

    Buildx {
        command = List.copyOf(command);
    }

    /** Looks for one that is new enough. */
    static Buildx find(MachinePrograms programs) throws EngineException, InterruptedException {
        for (List<String> command : List.of(PLUGIN, PROGRAM)) {
            Buildx buildx = new Buildx(programs, command);
            Optional<ShortRun.Outcome> version = buildx.ask("version");
            if (version.isPresent() && version.get().exitCode() == 0) {
                requireNewEnough(version.get().output());
                return buildx;
            }
        }
        throw hasDocker(programs)
                ? unavailable("docker has no buildx", INSTALL)
                : unavailable("there is no docker program", "Install it with: apt-get install docker.io docker-buildx");
    }

    private static boolean hasDocker(MachinePrograms programs) throws EngineException, InterruptedException {
        return ShortRun.of(programs, List.of("docker", "--version")).isPresent();
    }

    private static void requireNewEnough(String text) throws EngineException {
        Optional<String> problem = BuildxVersion.problem(text);
        if (problem.isPresent()) {
            throw unavailable(problem.get(), "Install a newer one, as docs.docker.com/go/buildx says");
        }
    }

    /** What it says, errors included; empty if there is no such program. */
    Optional<ShortRun.Outcome> ask(String... words) throws EngineException, InterruptedException {
        return ShortRun.of(programs, line(List.of(words)));
    }

    /** One that builds. It may read secrets in this process' variables, and logs in as this process does. */
    ProcessBuilder build(List<String> words) {
        ProcessBuilder builder = MachinePrograms.withSecrets().program(line(words));
        // It would ask whether it may read the files that it was given.
        builder.environment().put("BUILDX_BAKE_ENTITLEMENTS_FS", "0");
        // The first would leave Docker a nameless image of each target that is built for another.
        builder.environment().put("BUILDX_NO_DEFAULT_LOAD", "1");
        return builder;
    }

    private List<String> line(List<String> words) {
        List<String> line = new ArrayList<>(command);
        line.addAll(words);
        return line;
    }

    /** As somebody would type it: {@code docker buildx}. */
    @Override
    public String toString() {
        return String.join(" ", command);
    }

    static EngineException unavailable(String message, String cure) {
        return new EngineException(new Failure.EngineUnavailable(message, cure));
    }

    static EngineException broken(IOException e) {
        return new EngineException(
                new Failure.EngineUnavailable(
                        "cannot write a temporary file: " + e.getMessage(), "See that its disk has room"),
                e);
    }
}
