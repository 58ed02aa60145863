package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The buildx of this machine: Docker's plugin, or else a program of its own.
 *
 * @param command what starts it
 */
record Buildx(MachinePrograms programs, List<String> command) {
    private static final List<String> PLUGIN = List.of("docker", "buildx");
    private static final List<String> PROGRAM = List.of("buildx");
    private static final Pattern VERSION =
            Pattern.compile("\\bv?(?<version>(?<major>[0-9]+)\\.(?<minor>[0-9]+)\\.[0-9]+)");
    /** The first with {@code --progress=rawjson}. */
    private static final int OLDEST_MINOR = 13;

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

    /** One that somebody has built from sources knows no version, as v0.0.0+unknown, and may be any. */
    private static void requireNewEnough(String text) throws EngineException {
        Matcher version = VERSION.matcher(text);
        if (version.find()
                && Integer.parseInt(version.group("major")) == 0
                && Integer.parseInt(version.group("minor")) < OLDEST_MINOR
                && !version.group("version").equals("0.0.0")) {
            throw unavailable(
                    "buildx " + version.group("version") + " is too old: 0." + OLDEST_MINOR
                            + " is the first that tells its progress as JSON",
                    "Install a newer one, as docs.docker.com/go/buildx says");
        }
    }

    /** What it says, errors included; empty if there is no such program. */
    Optional<ShortRun.Outcome> ask(String... words) throws EngineException, InterruptedException {
        return ShortRun.of(programs, line(List.of(words)));
    }

    /** One that builds. It may read secrets in this process' variables. */
    ProcessBuilder build(List<String> words) {
        ProcessBuilder builder = new MachinePrograms(List.of()).program(line(words));
        // It would ask whether it may read the files that it was given.
        builder.environment().put("BUILDX_BAKE_ENTITLEMENTS_FS", "0");
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
