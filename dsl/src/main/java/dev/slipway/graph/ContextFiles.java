package dev.slipway.graph;

import dev.slipway.model.ContextFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files of the context a stage sees. */
public final class ContextFiles {
    private ContextFiles() {}

    /** The files that the stage's instructions name, or that lie in folders that they name, by path. */
    public static List<ContextFile> of(Stage stage, Collection<ContextFile> context) {
        Set<String> named = stage.operations().stream()
                .flatMap(operation -> operation.instructions().stream())
                .flatMap(ContextFiles::paths)
                .collect(Collectors.toSet());
        return context.stream()
                .filter(file -> named.stream().anyMatch(path -> contains(path, file.path())))
                .sorted(Comparator.comparing(ContextFile::path))
                .toList();
    }

    /** Whether the file is the path, or lies in it. */
    public static boolean contains(String path, String file) {
        String folder = path.endsWith("/") ? path : path + "/";
        return file.equals(path) || file.startsWith(folder) || path.equals(".");
    }

    /** The paths in the context that an instruction names. */
    public static Stream<String> paths(Instruction instruction) {
        if (instruction instanceof Instruction.Copy copy) {
            return Stream.of(copy.from());
        }
        if (instruction instanceof Instruction.Run run) {
            return run.mounts().stream()
                    .filter(Mount.Context.class::isInstance)
                    .map(mount -> ((Mount.Context) mount).path());
        }
        return Stream.empty();
    }
}
