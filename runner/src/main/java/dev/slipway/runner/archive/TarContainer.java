package dev.slipway.runner.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tar file: the same bytes for the same files, whenever and wherever it is written. */
final class TarContainer implements Container {
    private static final int BUFFER = 1 << 16;
    private static final int READABLE = 0100644;

    private final TarArchiveOutputStream tar;
    private final Instant time;

    /**
     * A file that is yet empty.
     *
     * @param out is closed with it
     * @param time of every file in it
     */
    TarContainer(OutputStream out, Instant time) {
        this.tar = new TarArchiveOutputStream(new BufferedOutputStream(out, BUFFER), "UTF-8");
        this.time = time;
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    @Override
    public void add(String name, byte[] content) throws IOException {
        begin(name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Override
    public void add(String name, Path file) throws IOException {
        begin(name, Files.size(file));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private void begin(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(time.toEpochMilli());
        entry.setMode(READABLE);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
