package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes the folder of an overlay's changes as a layer: a POSIX tar in the order of its names, owners by number, hard
 * links kept, times in whole seconds and none after {@code latest}; gzip without name and time. The same folder gives
 * the same bytes.
 */
public final class LayerWriter {
    private static final int BUFFER = 1 << 16;
    private static final int COMPRESSION = 6;

    private final Instant latest;
    private final Map<Object, String> written = new HashMap<>();

    private LayerWriter(Instant latest) {
        this.latest = latest;
    }

    /**
     * Writes the layer.
     *
     * @param folder the upper folder of an overlay
     * @param latest later times are written as this one
     * @param compressed takes the archive
     */
    public static LayerBlob write(Path folder, Instant latest, OutputStream compressed) throws IOException {
        MessageDigest inner = sha256();
        MessageDigest outer = sha256();
        CountingOutputStream counter = new CountingOutputStream(new DigestOutputStream(compressed, outer));
        try (OutputStream gzip = new Gzip(counter);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(
                        new DigestOutputStream(gzip, inner), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            new LayerWriter(latest).writeChildren(tar, folder, "");
        }
        return new LayerBlob(hex(outer), hex(inner), counter.count());
    }

    private void writeChildren(TarArchiveOutputStream tar, Path parent, String prefix) throws IOException {
        List<Path> children;
        try (Stream<Path> entries = Files.list(parent)) {
            children = new ArrayList<>(entries.toList());
        }
        children.sort(Comparator.comparing(LayerWriter::nameOf));
        for (Path child : children) {
            writeEntry(tar, child, prefix + nameOf(child));
        }
    }

    private void writeEntry(TarArchiveOutputStream tar, Path path, String name) throws IOException {
        Inode inode = Inode.of(path);
        if (Whiteouts.isWhiteout(inode)) {
            writeWhiteout(tar, whiteoutOf(name));
            return;
        }
        switch (inode.kind()) {
            case FOLDER -> {
                put(tar, path, new TarArchiveEntry(name + "/", TarConstants.LF_DIR), inode);
                tar.closeArchiveEntry();
                if (Whiteouts.isOpaque(path)) {
                    writeWhiteout(tar, name + "/" + Whiteouts.OPAQUE);
                }
                writeChildren(tar, path, name + "/");
            }
            case FILE -> writeFile(tar, path, name, inode);
            case LINK -> {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(Files.readSymbolicLink(path).toString());
                put(tar, path, entry, inode);
                tar.closeArchiveEntry();
            }
            case FIFO -> {
                put(tar, path, new TarArchiveEntry(name, TarConstants.LF_FIFO), inode);
                tar.closeArchiveEntry();
            }
            case CHARACTER_DEVICE -> writeDevice(tar, path, name, TarConstants.LF_CHR, inode);
            case BLOCK_DEVICE -> writeDevice(tar, path, name, TarConstants.LF_BLK, inode);
            case SOCKET -> {
                // A socket means nothing without the process that made it; no archive format has them.
            }
        }
    }

    private void writeFile(TarArchiveOutputStream tar, Path path, String name, Inode inode) throws IOException {
        String earlier = inode.links() > 1 ? written.putIfAbsent(inode.number(), name) : null;
        if (earlier != null) {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
            entry.setLinkName(earlier);
            put(tar, path, entry, inode);
        } else {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
            entry.setSize(inode.size());
            put(tar, path, entry, inode);
            Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
    }

    private void writeDevice(TarArchiveOutputStream tar, Path path, String name, byte type, Inode inode)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        long device = inode.device();
        entry.setDevMajor((int) ((device >> 8) & 0xfff));
        entry.setDevMinor((int) ((device & 0xff) | ((device >> 12) & 0xfff00)));
        put(tar, path, entry, inode);
        tar.closeArchiveEntry();
    }

    private void writeWhiteout(TarArchiveOutputStream tar, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setModTime(FileTime.from(Instant.EPOCH));
        entry.setMode(0);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveOutputStream tar, Path path, TarArchiveEntry entry, Inode inode) throws IOException {
        entry.setIds(inode.user(), inode.group());
        entry.setUserName("");
        entry.setGroupName("");
        entry.setMode(inode.permissions());
        Instant time = inode.modified();
        entry.setModTime(FileTime.from(Instant.ofEpochSecond((time.isAfter(latest) ? latest : time).getEpochSecond())));
        putAttributes(tar, path);
        tar.putArchiveEntry(entry);
    }

    /** In an extended header of our own: the library's would write their bytes as UTF-8 text. */
    private static void putAttributes(TarArchiveOutputStream tar, Path path) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        List<String> names = Linux.attributes(path).stream()
                .filter(attribute -> !Whiteouts.isOverlayAttribute(attribute))
                .sorted()
                .toList();
        for (String attribute : names) {
            byte[] value = Linux.attribute(path, attribute).orElse(new byte[0]);
            records.writeBytes(PaxRecord.of(PaxRecord.ATTRIBUTE_PREFIX + attribute, value));
        }
        if (records.size() > 0) {
            TarArchiveEntry header =
                    new TarArchiveEntry("PaxHeaders/attributes", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            header.setModTime(FileTime.from(Instant.EPOCH));
            header.setIds(0, 0);
            header.setSize(records.size());
            tar.putArchiveEntry(header);
            tar.write(records.toByteArray());
            tar.closeArchiveEntry();
        }
    }

    private static String whiteoutOf(String name) {
        int slash = name.lastIndexOf('/') + 1;
        return name.substring(0, slash) + Whiteouts.PREFIX + name.substring(slash);
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** The JDK's gzip at a level of our choice; its header has neither name nor time. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(COMPRESSION);
            def.setStrategy(Deflater.DEFAULT_STRATEGY);
        }
    }
}
