package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressorTest {
    private static final int BLOCK = 1 << 17;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 20 * BLOCK + 17})
    void what_was_compressed_comes_out_again(int size) throws IOException {
        for (byte[] content : new byte[][] {text(size), noise(size)}) {
            for (Compression.Format format : Compression.Format.values()) {
                byte[] compressed = compressed(format.usual(), 2, content);

                assertThat(decompressed(format, compressed)).isEqualTo(content);
                assertThat(compressed.length).isLessThan(size + size / 100 + 100);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.Format.class)
    void the_number_of_threads_leaves_no_trace(Compression.Format format) throws IOException {
        byte[] content = text(100 * BLOCK + 1);
        byte[] alone = compressed(format.usual(), 1, content);

        assertThat(compressed(format.usual(), 2, content)).isEqualTo(alone);
        assertThat(compressed(format.usual(), 7, content)).isEqualTo(alone);
        assertThat(alone.length).isLessThan(content.length / 2);
    }

    @ParameterizedTest
    @EnumSource(Compression.Format.class)
    void the_way_of_writing_leaves_no_trace(Compression.Format format) throws IOException {
        byte[] content = text(2 * BLOCK + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Compressor compressor = new Compressor(format.usual(), 2);
                OutputStream out = compressor.open(bytes)) {
            for (byte b : content) {
                out.write(b);
            }
        }

        assertThat(bytes.toByteArray()).isEqualTo(compressed(format.usual(), 2, content));
    }

    /** Some readers stop after the first of many members, and some cannot tell where it ends. */
    @Test
    void gzip_has_one_member() throws Exception {
        byte[] content = text(3 * BLOCK);
        byte[] compressed = compressed(Compression.DEFAULT, 2, content);
        Inflater inflater = new Inflater(true);
        inflater.setInput(compressed, HEADER, compressed.length - HEADER);
        byte[] inflated = new byte[content.length + 1];
        int length = inflater.inflate(inflated);

        assertThat(Arrays.copyOf(inflated, length)).isEqualTo(content);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isEqualTo(TRAILER);
        inflater.end();
    }

    @Test
    void gzip_is_sound_to_gzip_itself() throws IOException, InterruptedException {
        Process gzip =
                new ProcessBuilder("gzip", "--test").redirectErrorStream(true).start();
        try (OutputStream in = gzip.getOutputStream()) {
            in.write(compressed(Compression.DEFAULT, 2, noise(3 * BLOCK)));
        }

        assertThat(gzip.getInputStream().readAllBytes()).isEmpty();
        assertThat(gzip.waitFor()).isZero();
    }

    @Test
    void a_higher_level_makes_less() throws IOException {
        byte[] content = text(10 * BLOCK);
        for (Compression.Format format : Compression.Format.values()) {
            assertThat(compressed(new Compression(format, 9), 2, content))
                    .hasSizeLessThan(compressed(new Compression(format, 1), 2, content).length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10})
    void there_is_no_such_level(int level) {
        assertThatThrownBy(() -> new Compression(Compression.Format.GZIP, level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gzip has the levels 1 to 9, not " + level);
    }

    @ParameterizedTest
    @EnumSource(Compression.Format.class)
    void a_full_disk_is_told(Compression.Format format) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> {
                    try (Compressor compressor = new Compressor(format.usual(), 2);
                            OutputStream out = compressor.open(full)) {
                        out.write(noise(50 * BLOCK));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static byte[] compressed(Compression compression, int threads, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Compressor compressor = new Compressor(compression, threads);
                OutputStream out = compressor.open(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] decompressed(Compression.Format format, byte[] compressed) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(compressed);
        try (InputStream in = switch (format) {
            case GZIP -> new GZIPInputStream(bytes);
            case ZSTD -> new ZstdInputStream(bytes);
        }) {
            return in.readAllBytes();
        }
    }

    /** Words, which come again near and far. */
    private static byte[] text(int size) {
        Random random = new Random(2);
        byte[] words = noise(BLOCK);
        byte[] bytes = new byte[size];
        for (int done = 0; done < size; ) {
            int length = Math.min(3 + random.nextInt(10), size - done);
            System.arraycopy(words, random.nextInt(1000) * 16, bytes, done, length);
            done += length;
        }
        return bytes;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
