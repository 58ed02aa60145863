package dev.slipway.runner.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes gzip (RFC 1952) of one member with several threads, as pigz does: each block is deflated on its own, knows the
 * end of the block before as its dictionary, and ends at a whole byte. The threads do nothing but deflate; whoever
 * writes to the stream waits for them and writes what they made, in order.
 */
final class ParallelGzip extends OutputStream {
    private static final int BLOCK = 1 << 17;
    /** As far as deflate looks back. */
    private static final int WINDOW = 1 << 15;
    /** What deflate may add to a block that it cannot make smaller. */
    private static final int OVERHEAD = 1 << 10;
    /** Blocks under way for each thread: one that it is at, one to come. */
    private static final int BLOCKS_A_THREAD = 2;
    /** Neither name nor time, nor any operating system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /** An empty block that says that it is the last. */
    private static final byte[] END = {3, 0};

    private final OutputStream out;
    private final int level;
    private final ExecutorService pool;
    private final int most;
    private final Deque<Future<Deflated>> underWay = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private long size;
    private byte @Nullable [] before;
    private byte[] block = new byte[BLOCK];
    private int filled;
    private boolean closed;

    /** @param threads how many the pool has */
    ParallelGzip(OutputStream out, int level, ExecutorService pool, int threads) throws IOException {
        this.out = out;
        this.level = level;
        this.pool = pool;
        this.most = threads * BLOCKS_A_THREAD;
        out.write(HEADER);
    }

    /** The first so many of the bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Deflated(byte[] bytes, int length) {}

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checksum.update(bytes, offset, length);
        size += length;
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, BLOCK - filled);
            System.arraycopy(bytes, offset + done, block, filled, part);
            done += part;
            filled += part;
            if (filled == BLOCK) {
                submit();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (filled > 0) {
                submit();
            }
            while (!underWay.isEmpty()) {
                writeFirst();
            }
            out.write(END);
            writeNumber(checksum.getValue());
            writeNumber(size);
        }
    }

    private void submit() throws IOException {
        if (underWay.size() == most) {
            writeFirst();
        }
        underWay.add(pool.submit(deflation(level, before, block, filled)));
        before = block;
        block = new byte[BLOCK];
        filled = 0;
    }

    private static Callable<Deflated> deflation(int level, byte @Nullable [] before, byte[] block, int length) {
        return () -> {
            Deflater deflater = new Deflater(level, true);
            try {
                if (before != null) {
                    deflater.setDictionary(before, BLOCK - WINDOW, WINDOW);
                }
                deflater.setInput(block, 0, length);
                byte[] deflated = new byte[BLOCK + OVERHEAD];
                return new Deflated(deflated, deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH));
            } finally {
                deflater.end();
            }
        };
    }

    private void writeFirst() throws IOException {
        try {
            Deflated first = underWay.remove().get();
            out.write(first.bytes(), 0, first.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IOException("cannot compress: " + e.getMessage(), e);
        }
    }

    /** In 32 bits, the lowest byte first. */
    private void writeNumber(long number) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (number >>> shift));
        }
    }
}
