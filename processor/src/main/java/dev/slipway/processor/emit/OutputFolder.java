package dev.slipway.processor.emit;

import dev.slipway.processor.render.RenderedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that holds the rendered files and nothing else, for people and for Docker. */
public final class OutputFolder {
    private OutputFolder() {}

    /** Writes the files, and takes away what an earlier run left. */
    public static void write(Path folder, List<RenderedFile> files) throws IOException {
        delete(folder);
        for (RenderedFile file : files) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.content());
            if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
                String permissions = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
