package dev.slipway.runner.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Reads a tar: POSIX, GNU or the oldest kind. The headers are commons-compress', its stream is not: that one takes the
 * bytes of names and attributes for UTF-8. As a stream it is the data of the entry that {@link #next} gave.
 */
final class TarInput extends InputStream {
    private static final int BLOCK = 512;
    private static final long LARGEST_EXTENSION = 16 << 20;
    private static final long NANOSECONDS = 1_000_000_000;

    private final InputStream in;
    private final Map<String, String> global = new HashMap<>();
    private long left;
    private long padding;

    TarInput(InputStream in) {
        this.in = in;
    }

    /**
     * An entry.
     *
     * @param header its kind, mode and device; the other things may be in extended headers and so are given here
     * @param name of one character a byte, like {@code link}
     * @param attributes the values of its extended attributes, of one character a byte
     */
    record Member(
            TarArchiveEntry header,
            String name,
            String link,
            int user,
            int group,
            Instant modified,
            Map<String, String> attributes) {}

    /** The next entry, with its data yet to read; what was left of the one before is skipped. */
    Optional<Member> next() throws IOException {
        Map<String, String> records = new HashMap<>(global);
        for (Optional<TarArchiveEntry> found = header(); found.isPresent(); found = header()) {
            TarArchiveEntry header = found.get();
            if (header.isPaxHeader()) {
                records.putAll(PaxRecords.read(extension()));
            } else if (header.isGlobalPaxHeader()) {
                global.putAll(PaxRecords.read(extension()));
            } else if (header.isGNULongNameEntry()) {
                records.put(PaxRecords.PATH, text(extension()));
            } else if (header.isGNULongLinkEntry()) {
                records.put(PaxRecords.LINK, text(extension()));
            } else {
                return Optional.of(member(header, records));
            }
        }
        return Optional.empty();
    }

    private Member member(TarArchiveEntry header, Map<String, String> records) throws IOException {
        boolean sparse = header.isGNUSparse()
                || records.keySet().stream().anyMatch(key -> key.startsWith(PaxRecords.SPARSE_PREFIX));
        if (sparse) {
            throw new IOException("'" + header.getName() + "' is a sparse file, which image layers cannot have");
        }
        Map<String, String> attributes = new HashMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(PaxRecords.ATTRIBUTE_PREFIX)) {
                attributes.put(key.substring(PaxRecords.ATTRIBUTE_PREFIX.length()), value);
            }
        });
        try {
            if (records.containsKey(PaxRecords.SIZE)) {
                expect(Long.parseLong(records.getOrDefault(PaxRecords.SIZE, "")));
            }
            return new Member(
                    header,
                    records.getOrDefault(PaxRecords.PATH, header.getName()),
                    records.getOrDefault(PaxRecords.LINK, header.getLinkName()),
                    (int) number(records, PaxRecords.USER, header.getLongUserId()),
                    (int) number(records, PaxRecords.GROUP, header.getLongGroupId()),
                    time(records, header),
                    attributes);
        } catch (NumberFormatException e) {
            throw new IOException("'" + header.getName() + "' has a damaged extended header", e);
        }
    }

    private Optional<TarArchiveEntry> header() throws IOException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
        byte[] block = in.readNBytes(BLOCK);
        if (block.length == 0 || isZero(block)) {
            // Read to the end, so that whoever checks the digest of these bytes sees them all.
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
        try {
            if (block.length < BLOCK || !TarUtils.verifyCheckSum(block)) {
                throw new IOException("this is no tar archive, or a damaged one");
            }
            TarArchiveEntry header = new TarArchiveEntry(block, TarOutput.BYTES);
            boolean hasData = !header.isLink() && !header.isSymbolicLink() && !header.isDirectory();
            expect(hasData ? header.getSize() : 0);
            return Optional.of(header);
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive has a damaged header: " + e.getMessage(), e);
        }
    }

    private void expect(long size) throws IOException {
        if (size < 0) {
            throw new IOException("the archive has an entry of negative length");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private byte[] extension() throws IOException {
        if (left > LARGEST_EXTENSION) {
            throw new IOException("the archive has an extended header of " + left + " bytes");
        }
        return readAllBytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new IOException("the archive ends in the middle of a file");
        }
        left -= read;
        return read;
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(Map<String, String> records, String key, long fallback) {
        String value = records.get(key);
        return value == null ? fallback : Long.parseLong(value);
    }

    private static Instant time(Map<String, String> records, TarArchiveEntry header) {
        String value = records.get(PaxRecords.TIME);
        if (value == null) {
            return header.getLastModifiedTime().toInstant();
        }
        BigDecimal seconds = new BigDecimal(value);
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole));
        return Instant.ofEpochSecond(
                whole, rest.multiply(BigDecimal.valueOf(NANOSECONDS)).longValue());
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
