package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes files so that whole blocks of zeros take no room on the disk. */
final class SparseWriter {
    private static final int BLOCK = 4096;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final byte[] buffer = new byte[16 * BLOCK];

    /** Makes a file of the data that comes, and of holes. */
    void write(InputStream data, Content content, Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Content.Extent extent : content.extents()) {
                write(data, extent, file);
            }
            if (file.size() != content.size()) {
                Linux.setSize(path, content.size());
            }
        }
    }

    private void write(InputStream data, Content.Extent extent, FileChannel file) throws IOException {
        long position = extent.offset();
        long end = extent.offset() + extent.length();
        while (position < end) {
            int length = (int) Math.min(buffer.length, end - position);
            if (data.readNBytes(buffer, 0, length) < length) {
                throw new EOFException();
            }
            writeBlocks(length, position, file);
            position += length;
        }
    }

    /** Blocks that follow each other and are no zeros are written at once. */
    private void writeBlocks(int length, long position, FileChannel file) throws IOException {
        int from = 0;
        for (int at = 0; at < length; at += BLOCK) {
            int to = Math.min(at + BLOCK, length);
            if (isZero(at, to)) {
                writeFully(from, at, position, file);
                from = to;
            }
        }
        writeFully(from, length, position, file);
    }

    private boolean isZero(int from, int to) {
        return to - from == BLOCK && Arrays.equals(buffer, from, to, ZEROS, 0, BLOCK);
    }

    private void writeFully(int from, int to, long position, FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, from, to - from);
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
    }
}
