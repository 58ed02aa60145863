package dev.slipway.runner.cli;

import dev.slipway.model.Origin;
import dev.slipway.runner.catalogs.Catalogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of definitions, where they are in a repository that is checked out.
 *
 * @param folders in which packages begin
 * @param top of the repository
 */
record SourceFiles(List<Path> folders, Path top) {
    private static final String SOURCES = "src/main/java";

    SourceFiles {
        folders = List.copyOf(folders);
    }

    static SourceFiles of(Catalogs catalogs, Map<String, String> environment) {
        List<Path> folders = catalogs.places().stream()
                .flatMap(place -> above(place, SOURCES).stream())
                .toList();
        Path here = Path.of("").toAbsolutePath();
        String workspace = environment.getOrDefault("GITHUB_WORKSPACE", "");
        Path top = workspace.isEmpty()
                ? folders.stream()
                        .findFirst()
                        .flatMap(folder -> above(folder, ".git"))
                        .map(Path::getParent)
                        .orElse(here)
                : Path.of(workspace).toAbsolutePath();
        return new SourceFiles(folders, top);
    }

    /** What has a name in the nearest of a folder and those above it that has it. */
    private static Optional<Path> above(Path folder, String name) {
        return Stream.<Path>iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(candidate -> candidate.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    /** The path from the top of the repository to the file in which something was written. */
    Optional<String> path(Origin origin) {
        return folders.stream()
                .flatMap(folder -> candidates(folder, origin))
                .filter(Files::isRegularFile)
                .filter(file -> file.startsWith(top))
                .map(file -> top.relativize(file).toString())
                .findFirst();
    }

    /** Types are nested in others, and a name does not tell where its package ends. */
    private static Stream<Path> candidates(Path folder, Origin origin) {
        List<String> names = List.of(origin.type().split("\\.", -1));
        return IntStream.iterate(names.size(), count -> count >= 0, count -> count - 1)
                .mapToObj(count -> folder.resolve(String.join("/", names.subList(0, count)))
                        .resolve(origin.file()));
    }
}
