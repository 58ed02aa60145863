package dev.slipway.runner.layer;

import dev.slipway.runner.layer.TarInput.Member;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An archive as it comes out of its compression, cut off where it becomes too much. */
final class PlainInput extends FilterInputStream {
    private final Allowance allowance;
    private long bytes;
    private long holes;
    private long entries;

    PlainInput(InputStream in, Allowance allowance) {
        super(in);
        this.allowance = allowance;
    }

    /** Counts an entry, and what it unpacks to beyond its data. */
    void count(Member member) throws LayerException {
        entries++;
        if (entries > allowance.entries()) {
            throw LayerException.of(
                    member.name(), "is one too many: a layer may have " + allowance.entries() + " entries");
        }
        long data = member.content().extents().stream()
                .mapToLong(Content.Extent::length)
                .sum();
        // Its data is not read yet, and need not be if it is too much.
        if (member.content().size() > allowance.bytes() - bytes - holes) {
            throw LayerException.of(
                    member.name(), "makes the layer larger than the " + allowance.bytes() + " bytes that are allowed");
        }
        holes += member.content().size() - data;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            bytes += read;
            if (bytes > allowance.bytes() - holes) {
                throw new LayerException(
                        "it unpacks to more than the " + allowance.bytes() + " bytes that are allowed");
            }
        }
        return read;
    }

    /** Skips nothing without reading it. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 1 << 16)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
