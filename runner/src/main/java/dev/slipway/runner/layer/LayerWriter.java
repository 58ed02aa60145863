package dev.slipway.runner.layer;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes the folder of an overlay's changes as a layer: a POSIX tar, every folder's entries in the order of their names'
 * bytes, owners by number, hard links kept, times in whole seconds and none after {@code latest}. The same folder gives
 * the same bytes.
 */
public final class LayerWriter {
    private static final int BUFFER = 1 << 16;

    private final TarOutput tar;
    private final Instant latest;
    private final Map<Long, String> written = new HashMap<>();

    private LayerWriter(TarOutput tar, Instant latest) {
        this.tar = tar;
        this.latest = latest;
    }

    /**
     * Writes the layer.
     *
     * @param folder the upper folder of an overlay
     * @param latest later times are written as this one
     * @param out takes the archive
     */
    public static LayerBlob write(Path folder, Instant latest, Compressor compressor, OutputStream out)
            throws IOException, InterruptedException {
        MessageDigest inner = Sha256.start();
        MessageDigest outer = Sha256.start();
        CountingOutputStream counter = new CountingOutputStream(new DigestOutputStream(out, outer));
        try (OutputStream compressed = compressor.open(counter);
                OutputStream plain = new BufferedOutputStream(new DigestOutputStream(compressed, inner), BUFFER);
                TarOutput tar = new TarOutput(plain)) {
            new LayerWriter(tar, latest).writeChildren(folder, "");
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        }
        return new LayerBlob(
                compressor.compression().mediaType(), Sha256.end(outer), Sha256.end(inner), counter.count());
    }

    private void writeChildren(Path parent, String prefix) throws IOException {
        List<Path> children;
        try (Stream<Path> entries = Files.list(parent)) {
            children = entries.sorted(Comparator.comparing(RawName::of)).toList();
        }
        for (Path child : children) {
            writeEntry(child, prefix + RawName.of(child));
        }
    }

    private void writeEntry(Path path, String name) throws IOException {
        Interruption.check();
        Whiteouts.checkName(name);
        Inode inode = Inode.of(path);
        if (Whiteouts.isWhiteout(inode)) {
            writeWhiteout(whiteoutOf(name));
            return;
        }
        String earlier =
                inode.links() > 1 && inode.kind() != FileKind.FOLDER ? written.putIfAbsent(inode.number(), name) : null;
        if (earlier != null) {
            TarArchiveEntry entry = entry(name, TarConstants.LF_LINK, inode);
            entry.setLinkName(earlier);
            tar.put(entry, Map.of());
            return;
        }
        switch (inode.kind()) {
            case FOLDER -> writeFolder(path, name + "/", inode);
            case FILE -> writeFile(path, name, inode);
            case LINK -> {
                TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, inode);
                entry.setLinkName(Linux.linkTarget(path));
                tar.put(entry, Attributes.of(path));
            }
            case FIFO -> tar.put(entry(name, TarConstants.LF_FIFO, inode), Attributes.of(path));
            case CHARACTER_DEVICE -> writeDevice(path, entry(name, TarConstants.LF_CHR, inode), inode);
            case BLOCK_DEVICE -> writeDevice(path, entry(name, TarConstants.LF_BLK, inode), inode);
            case SOCKET -> {
                // A socket means nothing without the process that made it; no archive format has them.
            }
        }
    }

    private void writeFolder(Path path, String name, Inode inode) throws IOException {
        tar.put(entry(name, TarConstants.LF_DIR, inode), Attributes.of(path));
        if (Whiteouts.isOpaque(path)) {
            writeWhiteout(name + Whiteouts.OPAQUE);
        }
        writeChildren(path, name);
    }

    private void writeFile(Path path, String name, Inode inode) throws IOException {
        TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, inode);
        entry.setSize(inode.size());
        tar.put(entry, Attributes.of(path));
        try (InputStream data = Files.newInputStream(path)) {
            tar.copy(data, inode.size());
        }
    }

    private void writeDevice(Path path, TarArchiveEntry entry, Inode inode) throws IOException {
        long device = inode.device();
        entry.setDevMajor((int) ((device >> 8) & 0xfff));
        entry.setDevMinor((int) ((device & 0xff) | ((device >> 12) & 0xfff00)));
        tar.put(entry, Attributes.of(path));
    }

    private void writeWhiteout(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setUserName("");
        entry.setModTime(0);
        entry.setMode(0);
        tar.put(entry, Map.of());
    }

    private TarArchiveEntry entry(String name, byte type, Inode inode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setUserName("");
        entry.setUserId(Integer.toUnsignedLong(inode.user()));
        entry.setGroupId(Integer.toUnsignedLong(inode.group()));
        entry.setMode(inode.permissions());
        Instant time = inode.modified().isAfter(latest) ? latest : inode.modified();
        entry.setModTime(FileTime.from(Instant.ofEpochSecond(time.getEpochSecond())));
        return entry;
    }

    private static String whiteoutOf(String name) {
        int slash = name.lastIndexOf('/') + 1;
        return name.substring(0, slash) + Whiteouts.PREFIX + name.substring(slash);
    }
}
