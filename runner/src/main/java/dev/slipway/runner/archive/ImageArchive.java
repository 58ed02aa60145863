package dev.slipway.runner.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Saves images to a file or folder: all of it appears at once, or nothing. */
public final class ImageArchive {
    private ImageArchive() {}

    /**
     * Writes images.
     *
     * @param time of the files in an archive
     * @throws IOException if the target cannot be written; it is what it was then
     */
    public static void write(List<SavedImage> images, Blobs blobs, ArchiveTarget target, Instant time)
            throws IOException, InterruptedException {
        Path path = target.path().toAbsolutePath();
        Path draft = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            try (Container container = container(target.format(), draft, time)) {
                if (target.format() == ArchiveFormat.DOCKER_ARCHIVE) {
                    new DockerArchive(container, blobs).write(images);
                } else {
                    new OciLayout(container, blobs).write(images);
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before it was complete");
            }
            // On a folder this works where that is empty, as rename(2) does.
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(draft);
        }
    }

    /** Writes images for {@code docker load}, to what takes them as they come. */
    public static void export(List<SavedImage> images, Blobs blobs, OutputStream out, Instant time) throws IOException {
        try (Container container = new TarContainer(out, time)) {
            new DockerArchive(container, blobs).write(images);
        }
    }

    private static Container container(ArchiveFormat format, Path draft, Instant time) throws IOException {
        return format == ArchiveFormat.OCI_DIR
                ? new FolderContainer(Files.createDirectory(draft))
                : new TarContainer(Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW), time);
    }

    private static void delete(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> files = Files.walk(draft)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
