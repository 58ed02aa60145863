package dev.slipway.runner.layer;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Compresses streams with several threads. However many these are, the same bytes come of it. */
public final class Compressor implements AutoCloseable {
    /** One thread more would wait for the digest of what goes in. */
    private static final int MOST_ZSTD_THREADS = 4;
    /** Of what a thread of zstd gets at a time, in bytes. Unless told, it takes 8 MiB at the usual level, and more at others. */
    private static final int ZSTD_JOB = 2 << 20;

    private final Compression compression;
    private final int threads;
    private final ExecutorService pool;

    /** One with a thread a processor. */
    public Compressor(Compression compression) {
        this(compression, Runtime.getRuntime().availableProcessors());
    }

    Compressor(Compression compression, int threads) {
        this.compression = compression;
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
    }

    public Compression compression() {
        return compression;
    }

    /** What is written to it goes to {@code out} compressed, all of it once it is closed, and closes that. */
    public OutputStream open(OutputStream out) throws IOException {
        return switch (compression.format()) {
            case GZIP -> new ParallelGzip(out, compression.level(), pool, threads);
            case ZSTD ->
                new ZstdOutputStream(out, compression.level())
                        .setWorkers(Math.min(threads, MOST_ZSTD_THREADS))
                        .setJobSize(ZSTD_JOB);
        };
    }

    /** Ends the threads when they have done what they were given. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
