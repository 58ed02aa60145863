package dev.slipway.runner.layer;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.runner.sandbox.Linux;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a layer's archive into a folder that an overlay can have as a lower layer. Nothing is written outside the
 * folder, whatever names and links the archive holds.
 */
public final class LayerReader {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;

    private final Path folder;
    /** Folders get their times last: filling them moves their clocks. */
    private final Deque<Map.Entry<Path, FileTime>> folderTimes = new ArrayDeque<>();

    private LayerReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks an archive: plain, gzip or zstd, as its first bytes say.
     *
     * @throws IOException if it is damaged or names a place outside the folder
     */
    public static void read(InputStream archive, Path folder) throws IOException {
        LayerReader reader = new LayerReader(folder);
        try (InputStream plain = decompressed(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                reader.unpack(tar, entry);
            }
        }
        for (Map.Entry<Path, FileTime> time : reader.folderTimes) {
            Files.setLastModifiedTime(time.getKey(), time.getValue());
        }
    }

    private static InputStream decompressed(InputStream archive) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(archive, BUFFER);
        buffered.mark(2);
        int magic = (buffered.read() << 8) | buffered.read();
        buffered.reset();
        return switch (magic) {
            case GZIP_MAGIC -> new GZIPInputStream(buffered, BUFFER);
            case ZSTD_MAGIC -> new ZstdInputStream(buffered);
            default -> buffered;
        };
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        List<String> names = names(entry.getName());
        if (names.isEmpty()) {
            apply(folder, entry);
            return;
        }
        Path parent = folder;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = parent.resolve(name);
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                // In one layer no entry can stand below a link: whoever sends one wants to leave the folder.
                if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("'" + entry.getName() + "' stands below '" + name + "', which is no folder");
                }
                Files.createDirectory(parent);
            }
        }
        String name = names.get(names.size() - 1);
        if (name.equals(Whiteouts.OPAQUE)) {
            Whiteouts.makeOpaque(parent);
        } else if (name.startsWith(Whiteouts.PREFIX)) {
            Whiteouts.makeWhiteout(parent.resolve(name.substring(Whiteouts.PREFIX.length())));
        } else {
            place(tar, entry, parent.resolve(name));
        }
    }

    private void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        boolean staysFolder = entry.isDirectory() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (!staysFolder) {
            Files.deleteIfExists(path);
        }
        if (entry.isDirectory()) {
            if (!staysFolder) {
                Files.createDirectory(path);
            }
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            link(entry, path);
            return;
        } else if (entry.isFIFO()) {
            Linux.makeNode(path, FileKind.FIFO.bits(), 0);
        } else if (entry.isCharacterDevice() || entry.isBlockDevice()) {
            if (!device(entry, path)) {
                return;
            }
        } else {
            Files.copy(tar, path);
        }
        apply(path, entry);
    }

    private void link(TarArchiveEntry entry, Path path) throws IOException {
        Path target = folder;
        for (String name : names(entry.getLinkName())) {
            if (Files.isSymbolicLink(target)) {
                throw new IOException("'" + entry.getName() + "' is a link through a symbolic link");
            }
            target = target.resolve(name);
        }
        Files.createLink(path, target);
    }

    /** Whether it could be made: a user namespace allows no devices, and commands get those of a {@code /dev} of theirs. */
    private static boolean device(TarArchiveEntry entry, Path path) throws IOException {
        FileKind kind = entry.isBlockDevice() ? FileKind.BLOCK_DEVICE : FileKind.CHARACTER_DEVICE;
        try {
            Linux.makeNode(path, kind.bits(), Linux.device(entry.getDevMajor(), entry.getDevMinor()));
            return true;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("permitted")) {
                return false;
            }
            throw e;
        }
    }

    /** Owner first: changing it takes setuid bits and capabilities away. */
    private void apply(Path path, TarArchiveEntry entry) throws IOException {
        Files.setAttribute(path, "unix:uid", (int) entry.getLongUserId(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) entry.getLongGroupId(), LinkOption.NOFOLLOW_LINKS);
        for (Map.Entry<String, String> header : entry.getExtraPaxHeaders().entrySet()) {
            if (header.getKey().startsWith(PaxRecord.ATTRIBUTE_PREFIX)) {
                Linux.setAttribute(
                        path,
                        header.getKey().substring(PaxRecord.ATTRIBUTE_PREFIX.length()),
                        header.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        if (entry.isSymbolicLink()) {
            return;
        }
        Files.setAttribute(path, "unix:mode", entry.getMode() & FileKind.PERMISSIONS);
        if (entry.isDirectory()) {
            folderTimes.push(Map.entry(path, entry.getLastModifiedTime()));
        } else {
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
    }

    private static List<String> names(String path) throws IOException {
        List<String> names = Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        if (names.contains("..")) {
            throw new IOException("'" + path + "' leaves the layer");
        }
        return names;
    }
}
