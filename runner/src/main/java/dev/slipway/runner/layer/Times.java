package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of the files of a layer, without which the same step would never make the same layer twice. */
public final class Times {
    private Times() {}

    /**
     * Gives every file that is newer that time, and the folder itself in any case, so that it tells which time that was.
     *
     * @param latest in whole seconds, as archives have them
     */
    public static void clamp(Path folder, Instant latest) throws IOException {
        FileTime limit = FileTime.from(latest);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                clampTo(file, attributes.lastModifiedTime());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                clampTo(path, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
                return FileVisitResult.CONTINUE;
            }

            private void clampTo(Path path, FileTime time) throws IOException {
                if (time.compareTo(limit) > 0) {
                    Linux.setModified(path, latest);
                }
            }
        });
        Linux.setModified(folder, latest);
    }

    /** The time that the files of a layer were clamped to. */
    public static Instant of(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    }
}
