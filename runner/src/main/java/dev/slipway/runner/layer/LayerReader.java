package dev.slipway.runner.layer;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.runner.layer.TarInput.Member;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks a layer's archive into a folder that an overlay can have as a lower layer. Nothing is written outside the
 * folder, whatever names and links the archive holds.
 */
public final class LayerReader {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;
    private static final int FOLDER_MODE = 0755;

    private final Path folder;
    /** Folders get their times last: filling them moves their clocks. */
    private final Map<Path, Instant> folderTimes = new LinkedHashMap<>();

    private LayerReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks an archive, plain, gzip or zstd, as its first bytes say, and reads it to its end.
     *
     * @throws IOException if it is damaged or names a place outside the folder
     */
    public static void read(InputStream archive, Path folder) throws IOException {
        LayerReader reader = new LayerReader(folder);
        try (InputStream plain = decompressed(archive);
                TarInput tar = new TarInput(plain)) {
            for (Optional<Member> member = tar.next(); member.isPresent(); member = tar.next()) {
                reader.unpack(tar, member.get());
            }
        }
        for (Map.Entry<Path, Instant> time : reader.folderTimes.entrySet()) {
            // Something that is no folder may have taken its place.
            if (Files.isDirectory(time.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                Linux.setModified(time.getKey(), time.getValue());
            }
        }
    }

    private static InputStream decompressed(InputStream archive) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(archive, BUFFER);
        buffered.mark(2);
        int magic = (buffered.read() << 8) | buffered.read();
        buffered.reset();
        return switch (magic) {
            case GZIP_MAGIC -> new BufferedInputStream(members(buffered), BUFFER);
            case ZSTD_MAGIC -> new BufferedInputStream(new ZstdInputStream(buffered), BUFFER);
            default -> buffered;
        };
    }

    /** Not the JDK's: of an archive of several members it may read but one if the network is slow. */
    private static InputStream members(InputStream gzip) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(gzip)
                .setDecompressConcatenated(true)
                .get();
    }

    private void unpack(TarInput tar, Member member) throws IOException {
        List<String> names = names(member.name());
        if (names.isEmpty()) {
            if (member.header().isDirectory()) {
                apply(folder, member);
            }
            return;
        }
        Path parent = makeParents(member, names.subList(0, names.size() - 1));
        String name = names.get(names.size() - 1);
        if (name.equals(Whiteouts.OPAQUE)) {
            Whiteouts.makeOpaque(parent);
        } else if (name.startsWith(Whiteouts.PREFIX)) {
            takeAway(parent, name);
        } else {
            place(tar, member, RawName.resolve(parent, name));
        }
    }

    private Path makeParents(Member member, List<String> names) throws IOException {
        Path parent = folder;
        for (String name : names) {
            parent = RawName.resolve(parent, name);
            if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (Whiteouts.isWhiteout(parent)) {
                Files.delete(parent);
                makeFolder(parent);
                Whiteouts.makeOpaque(parent);
            } else if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                // In one layer nothing can stand below a link: whoever sends such a thing wants to leave the folder.
                throw new IOException("'" + member.name() + "' stands below '" + name + "', which is no folder");
            } else {
                makeFolder(parent);
            }
        }
        return parent;
    }

    private static void takeAway(Path parent, String whiteout) throws IOException {
        String name = whiteout.substring(Whiteouts.PREFIX.length());
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException("'" + whiteout + "' takes nothing away");
        }
        if (!whiteout.startsWith(Whiteouts.INTERNAL)) {
            Whiteouts.takeAway(RawName.resolve(parent, name));
        }
    }

    private void place(TarInput tar, Member member, Path path) throws IOException {
        TarArchiveEntry header = member.header();
        boolean staysFolder = header.isDirectory() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        boolean takesAway = Whiteouts.isWhiteout(path);
        if (!staysFolder) {
            delete(path);
        }
        if (header.isLink()) {
            link(member, path);
            return;
        }
        if (header.isDirectory()) {
            if (!staysFolder) {
                makeFolder(path);
            }
            if (takesAway) {
                Whiteouts.makeOpaque(path);
            }
        } else if (header.isSymbolicLink()) {
            Linux.makeLink(path, member.link());
        } else if (header.isFIFO()) {
            Linux.makeNode(path, FileKind.FIFO.bits(), 0);
        } else if (header.isCharacterDevice() || header.isBlockDevice()) {
            if (!makeDevice(header, path)) {
                return;
            }
        } else {
            write(tar, path);
        }
        apply(path, member);
    }

    private static void makeFolder(Path path) throws IOException {
        Files.createDirectory(path);
        Files.setAttribute(path, "unix:mode", FOLDER_MODE);
    }

    private static void write(TarInput tar, Path path) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = tar.read(buffer); read > 0; read = tar.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private void link(Member member, Path path) throws IOException {
        Path target = folder;
        for (String name : names(member.link())) {
            if (Files.isSymbolicLink(target)) {
                throw new IOException("'" + member.name() + "' is a link through a symbolic link");
            }
            target = RawName.resolve(target, name);
        }
        Files.createLink(path, target);
    }

    /** Whether it could be made: commands get the devices of a {@code /dev} of theirs, so that none is missed. */
    private static boolean makeDevice(TarArchiveEntry header, Path path) throws IOException {
        long device = Linux.device(header.getDevMajor(), header.getDevMinor());
        if (device == 0 && header.isCharacterDevice()) {
            // To an overlay this would be a whiteout.
            return false;
        }
        FileKind kind = header.isBlockDevice() ? FileKind.BLOCK_DEVICE : FileKind.CHARACTER_DEVICE;
        return Linux.makeDevice(path, kind.bits(), device);
    }

    /** Owner first: changing it takes setuid bits and capabilities away. */
    private void apply(Path path, Member member) throws IOException {
        Linux.changeOwner(path, member.user(), member.group());
        for (Map.Entry<String, String> attribute : member.attributes().entrySet()) {
            if (!Whiteouts.isOverlayAttribute(attribute.getKey())) {
                Linux.offerAttribute(
                        path, attribute.getKey(), attribute.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        if (!member.header().isSymbolicLink()) {
            Files.setAttribute(path, "unix:mode", member.header().getMode() & FileKind.PERMISSIONS);
        }
        if (member.header().isDirectory()) {
            folderTimes.put(path, member.modified());
        } else {
            Linux.setModified(path, member.modified());
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    delete(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<String> names(String path) throws IOException {
        List<String> names = Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        if (names.contains("..") || path.indexOf('\0') >= 0) {
            throw new IOException("'" + path + "' leaves the layer");
        }
        return names;
    }
}
