package dev.slipway.runner.comparison;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The control groups that a {@code buildkitd} makes for its containers and leaves behind, empty. */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String NAME = "buildkit";

    private ControlGroups() {}

    /** Removes them, be there one hierarchy or one of each controller; those of another daemon that works stay. */
    static void clear() throws IOException {
        if (!Files.isDirectory(ROOT)) {
            return;
        }
        try (Stream<Path> hierarchies = Files.list(ROOT)) {
            List<Path> groups = Stream.concat(Stream.of(ROOT), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(NAME))
                    .filter(Files::isDirectory)
                    .toList();
            for (Path group : groups) {
                delete(group);
            }
        }
    }

    private static void delete(Path group) throws IOException {
        try {
            Files.delete(group);
        } catch (FileSystemException busy) {
            // Another daemon's containers are in it.
        }
    }
}
