package dev.slipway.runner.runs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The newest runs, each in a folder of its own whose name begins with the time of its start, as UTC has it. */
public final class Runs {
    private static final int KEPT = 20;
    private static final int MOST_IN_A_SECOND = 99;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{2}");

    private final Path folder;

    Runs(Path folder) {
        this.folder = folder;
    }

    /** Whether that could be a run, by what it is called. */
    public static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** All that are there, the newest first. */
    public List<KeptRun> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(KeptRun::new)
                    .filter(run -> isName(run.name()))
                    .sorted(Comparator.comparing(KeptRun::name).reversed())
                    .toList();
        }
    }

    /** A new one. */
    public KeptRun create(Instant start) throws IOException {
        Files.createDirectories(folder);
        for (int number = 1; number <= MOST_IN_A_SECOND; number++) {
            Path own = folder.resolve(String.format(Locale.ROOT, "%s-%02d", TIME.format(start), number));
            if (isCreated(own)) {
                return new KeptRun(own);
            }
        }
        throw new IOException("too many runs have begun in this second");
    }

    /** It is not where another runner has started in the same second. */
    private static boolean isCreated(Path own) throws IOException {
        try {
            Files.createDirectory(own);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Deletes all but the newest. */
    public void prune() throws IOException {
        List<KeptRun> all = all();
        for (KeptRun run : all.subList(Math.min(KEPT, all.size()), all.size())) {
            run.delete();
        }
    }
}
