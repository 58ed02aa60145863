package dev.slipway.judges;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tar archive of a root file system.
 *
 * @param files by path, such as {@code srv/house/}
 */
record Archive(Map<String, Entry> files) {
    /**
     * A file of it.
     *
     * @param status mode, user and group, and what a link points to: {@code 0755 1500:50}
     * @param content what a small regular file says
     */
    record Entry(String status, String content) {}

    private static final int SMALL = 10_000;

    static Archive read(Path file) throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                TarArchiveInputStream archive = new TarArchiveInputStream(bytes)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                boolean small = entry.isFile() && entry.getSize() <= SMALL;
                String content = small ? new String(archive.readAllBytes(), StandardCharsets.UTF_8) : "";
                files.put(entry.getName().replaceFirst("^\\./", ""), new Entry(status(entry), content));
            }
        }
        return new Archive(files);
    }

    /** The entries below a folder, the folder included. */
    Map<String, String> below(String folder) {
        Map<String, String> found = new TreeMap<>();
        files.forEach((path, entry) -> {
            if (path.startsWith(folder)) {
                found.put(path, entry.status());
            }
        });
        return found;
    }

    String content(String path) {
        return files.get(path).content();
    }

    private static String status(TarArchiveEntry entry) {
        String status = "%04o %d:%d".formatted(entry.getMode() & 07777, entry.getLongUserId(), entry.getLongGroupId());
        return entry.isSymbolicLink() ? status + " -> " + entry.getLinkName() : status;
    }
}
