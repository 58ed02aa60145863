package dev.slipway.runner.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of temporary files, to which nobody writes any more. */
final class Folders {
    private Folders() {}

    /** Takes one away, and all that is in it. */
    static void delete(Path folder) throws IOException {
        for (Path each : inwards(folder)) {
            Files.deleteIfExists(each);
        }
    }

    private static List<Path> inwards(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
