package dev.slipway.runner.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveStructSparse;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** The three ways in which GNU tar writes where a file's holes are; see "Storing Sparse Files" in its manual. */
final class SparseMaps {
    private static final int BLOCK = 512;
    /** What a map may take in an archive, in bytes; Go's reader, and so Docker, allows as much. */
    private static final int LARGEST = 1 << 20;

    private static final int LONGEST_NUMBER = 20;
    /** Where the map is in a header, and where it ends in another block; whether more follows is said right behind. */
    private static final int HEADER_START = 386;

    private static final int EXTENT = 24;
    private static final int HEADER_END = HEADER_START + 4 * EXTENT;
    private static final int BLOCK_END = 21 * EXTENT;
    private static final int REAL_SIZE = 12;

    private SparseMaps() {}

    /** The next block of the archive. */
    @FunctionalInterface
    interface Blocks {
        byte[] next() throws IOException;
    }

    /** The oldest: in the header, and in blocks between it and the data. */
    static Content ofHeader(byte[] header, Blocks blocks) throws IOException {
        List<Content.Extent> extents = new ArrayList<>();
        addExtents(extents, header, HEADER_START, HEADER_END);
        boolean extended = TarUtils.parseBoolean(header, HEADER_END);
        for (int read = BLOCK; extended; read += BLOCK) {
            checkSize(read);
            byte[] block = blocks.next();
            addExtents(extents, block, 0, BLOCK_END);
            extended = TarUtils.parseBoolean(block, BLOCK_END);
        }
        return new Content(realSize(header), extents);
    }

    private static void addExtents(List<Content.Extent> extents, byte[] block, int from, int to) {
        for (int at = from; at < to; at += EXTENT) {
            TarArchiveStructSparse extent = TarUtils.parseSparse(block, at);
            addExtent(extents, extent.getOffset(), extent.getNumbytes());
        }
    }

    /** The length of a file with holes; commons-compress does not read the form that it has from 8 GiB on. */
    private static long realSize(byte[] header) {
        return TarUtils.parseOctalOrBinary(header, HEADER_END + 1, REAL_SIZE);
    }

    /** The same header without it. */
    static byte[] withoutRealSize(byte[] header) {
        byte[] copy = header.clone();
        Arrays.fill(copy, HEADER_END + 1, HEADER_END + 1 + REAL_SIZE, (byte) 0);
        return copy;
    }

    /** PAX formats 0.0 and 0.1: a record of numbers with commas between them. */
    static Content ofRecords(Map<String, String> records) {
        String map = records.getOrDefault(PaxRecords.SPARSE_MAP, "");
        String[] numbers = map.isEmpty() ? new String[0] : map.split(",", -1);
        if (numbers.length % 2 != 0) {
            throw new IllegalArgumentException("a map of holes that ends in the middle");
        }
        List<Content.Extent> extents = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            addExtent(extents, Long.parseLong(numbers[i]), Long.parseLong(numbers[i + 1]));
        }
        return new Content(size(records, PaxRecords.SPARSE_SIZE), extents);
    }

    /** PAX format 1.0: lines before the data, a number each, the first of which counts the pairs that follow. */
    static Content ofData(Map<String, String> records, InputStream data) throws IOException {
        Lines lines = new Lines(data);
        List<Content.Extent> extents = new ArrayList<>();
        for (long count = lines.number(); count > 0; count--) {
            addExtent(extents, lines.number(), lines.number());
        }
        lines.skipToBlock();
        return new Content(size(records, PaxRecords.SPARSE_REAL_SIZE), extents);
    }

    /** An empty one says how long the file is, or fills a header up. */
    private static void addExtent(List<Content.Extent> extents, long offset, long length) {
        if (length != 0) {
            extents.add(new Content.Extent(offset, length));
        }
    }

    private static long size(Map<String, String> records, String key) {
        return Long.parseLong(records.getOrDefault(key, ""));
    }

    private static void checkSize(int size) {
        if (size > LARGEST) {
            throw new IllegalArgumentException("a map of holes of more than " + LARGEST + " bytes");
        }
    }

    private static final class Lines {
        private final InputStream data;
        private int read;

        Lines(InputStream data) {
            this.data = data;
        }

        long number() throws IOException {
            StringBuilder digits = new StringBuilder();
            for (int next = next(); next != '\n'; next = next()) {
                if (next < 0 || digits.length() == LONGEST_NUMBER) {
                    throw new IllegalArgumentException("a map of holes that is no list of numbers");
                }
                digits.append((char) next);
            }
            return Long.parseLong(digits.toString());
        }

        private int next() throws IOException {
            checkSize(++read);
            return data.read();
        }

        void skipToBlock() throws IOException {
            data.skipNBytes((BLOCK - read % BLOCK) % BLOCK);
        }
    }
}
