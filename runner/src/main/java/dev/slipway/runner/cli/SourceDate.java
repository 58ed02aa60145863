package dev.slipway.runner.cli;

import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The time that images bear, and that none of the files made for them is newer than, where SOURCE_DATE_EPOCH does not
 * say it: when the definitions were last committed; else a fixed date.
 */
final class SourceDate {
    /** The earliest that zip archives can express: some tools refuse to pack anything older. */
    static final Instant FIXED = Instant.parse("1980-01-01T00:00:00Z");

    private SourceDate() {}

    /**
     * The date of a run.
     *
     * @param definitions folders with definitions, of which some may be in git's work trees
     * @param programs git among them
     */
    static Instant of(List<Path> definitions, MachinePrograms programs) {
        return definitions.stream()
                .flatMap(folder -> committed(folder, programs).stream())
                .max(Comparator.naturalOrder())
                .orElse(FIXED);
    }

    /** Whoever owns the checkout: git is asked for a date only, and nothing of the repository is run. */
    private static Optional<Instant> committed(Path folder, MachinePrograms programs) {
        try {
            List<String> line =
                    List.of("git", "-c", "safe.directory=*", "log", "-1", "--no-show-signature", "--format=%ct");
            ProgramRun.Outcome git = ProgramRun.of(programs.program(line).directory(folder.toFile()));
            return git.isGood() && !git.output().isEmpty()
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(git.output())))
                    : Optional.empty();
        } catch (IOException e) {
            // Without git there is no commit to ask for.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
