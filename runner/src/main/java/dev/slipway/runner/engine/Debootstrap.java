package dev.slipway.runner.engine;

import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.profile.BaseRecipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes Debian systems from Debian's archive: mmdebstrap. */
public final class Debootstrap {
    private final MachinePrograms programs;
    private final Instant date;

    /** @param date the latest time of files */
    public Debootstrap(MachinePrograms programs, Instant date) {
        this.programs = programs;
        this.date = date;
    }

    /** What is said of a base that could not be made; of one whose packages have versions, why that may be. */
    public static String failure(BaseRecipe.Debootstrapped recipe, String reference, int exitCode) {
        boolean pinned = recipe.packages().stream().anyMatch(name -> name.indexOf('=') >= 0);
        return "mmdebstrap ended with exit code " + exitCode
                + (pinned
                        ? ". If the archive has another version now than the one that is locked, take that with: runner lock"
                                + " --update " + reference + ", and the --profile of this build"
                        : "");
    }

    /**
     * Makes one. Commands that run in it get devices of their own.
     *
     * @param mode how mmdebstrap becomes root: {@code root}, {@code auto}
     * @param archive the tar file that it becomes
     * @param output is told each line of what mmdebstrap prints
     * @return its exit code
     */
    public int run(BaseRecipe.Debootstrapped recipe, String mode, Path archive, Consumer<String> output)
            throws IOException, InterruptedException, EngineException {
        List<String> command = new ArrayList<>(List.of(
                "mmdebstrap",
                "--mode=" + mode,
                "--variant=minbase",
                "--skip=output/dev",
                "--include=" + String.join(",", recipe.packages())));
        command.add(recipe.suite());
        command.add(archive.toString());
        ProcessBuilder builder = programs.program(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // With it, mmdebstrap takes away what differs from one time to the next.
        builder.environment().put("SOURCE_DATE_EPOCH", String.valueOf(date.getEpochSecond()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new EngineException(
                    new Failure.EngineUnavailable(
                            "mmdebstrap, which makes this profile's bases, is missing",
                            "Install it with: apt-get install mmdebstrap"),
                    e);
        }
        process.getOutputStream().close();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(output);
        }
        return process.waitFor();
    }
}
