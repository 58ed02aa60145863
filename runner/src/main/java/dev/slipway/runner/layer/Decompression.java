package dev.slipway.runner.layer;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Undoes whatever compression an archive has. */
final class Decompression {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;

    private Decompression() {}

    /** The archive itself; its first bytes tell how it is compressed, if at all. */
    static InputStream of(InputStream archive) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(archive, BUFFER);
        buffered.mark(2);
        int magic = (buffered.read() << 8) | buffered.read();
        buffered.reset();
        return switch (magic) {
            case GZIP_MAGIC -> members(buffered);
            case ZSTD_MAGIC -> new ZstdInputStream(buffered);
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
}
