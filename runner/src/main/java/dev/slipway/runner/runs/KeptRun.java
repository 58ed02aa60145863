package dev.slipway.runner.runs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a run: what it was to do, its events, and a log for each image. */
public record KeptRun(Path folder) {
    private static final String LOG = ".log";

    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** A JSON object: the plan, and how it was asked for. */
    public Path description() {
        return folder.resolve("run.json");
    }

    /** A JSON object a line. */
    public Path events() {
        return folder.resolve("events.ndjson");
    }

    /** What happened to one image, by its id. */
    public Path log(String image) {
        return logs().resolve(image.replace('/', '_') + LOG);
    }

    Path logs() {
        return folder.resolve("logs");
    }

    /** The ids of images that have a log. */
    public List<String> images() throws IOException {
        if (!Files.isDirectory(logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(LOG))
                    .map(file -> file.substring(0, file.length() - LOG.length()))
                    .sorted()
                    .toList();
        }
    }

    void delete() throws IOException {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (NoSuchFileException e) {
            // Another runner has deleted it at the same time.
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
