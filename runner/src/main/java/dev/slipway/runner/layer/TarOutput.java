package dev.slipway.runner.layer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Writes a POSIX tar. The headers are commons-compress', its stream is not: that one writes attributes as text, and a
 * second extended header for long names, where Go's reader takes the last header only.
 */
final class TarOutput implements Closeable {
    static final ZipEncoding BYTES = ZipEncodingHelper.getZipEncoding(StandardCharsets.ISO_8859_1.name());

    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST_IDENTITY = TarConstants.MAXID;
    private static final String EXTENDED = "PaxHeaders/records";

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];

    TarOutput(OutputStream out) {
        this.out = out;
    }

    /** Starts an entry; what does not fit its header goes into an extended one. */
    void put(TarArchiveEntry entry, Map<String, String> attributes) throws IOException {
        SortedMap<String, String> records = new TreeMap<>();
        attributes.forEach((name, value) -> records.put(PaxRecords.ATTRIBUTE_PREFIX + name, value));
        addName(records, PaxRecords.PATH, entry.getName());
        addName(records, PaxRecords.LINK, entry.getLinkName());
        if (!isUtf8(entry.getName()) || !isUtf8(entry.getLinkName())) {
            records.put(PaxRecords.NAMES, PaxRecords.BYTES);
        }
        addNumber(records, PaxRecords.SIZE, entry.getSize(), TarConstants.MAXSIZE);
        addNumber(records, PaxRecords.USER, entry.getLongUserId(), LARGEST_IDENTITY);
        addNumber(records, PaxRecords.GROUP, entry.getLongGroupId(), LARGEST_IDENTITY);
        addNumber(records, PaxRecords.TIME, seconds(entry), TarConstants.MAXSIZE);
        if (!records.isEmpty()) {
            putExtended(PaxRecords.write(records));
        }
        putHeader(entry);
    }

    /** Writes the data of the entry that was put last. */
    void copy(InputStream data, long size) throws IOException {
        long left = size;
        while (left > 0) {
            int read = data.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("a file became shorter while its layer was written");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        pad(size);
    }

    /** Writes the archive's end and closes what it goes to. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * BLOCK]);
        }
    }

    private void putExtended(byte[] records) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(EXTENDED, TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setUserName("");
        header.setModTime(0);
        header.setSize(records.length);
        putHeader(header);
        out.write(records);
        pad(records.length);
    }

    private void putHeader(TarArchiveEntry entry) throws IOException {
        byte[] header = new byte[BLOCK];
        entry.writeEntryHeader(header, BYTES, false);
        out.write(header);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    private static long seconds(TarArchiveEntry entry) {
        return entry.getLastModifiedTime().toInstant().getEpochSecond();
    }

    private static void addName(Map<String, String> records, String key, String name) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(character -> character >= 0x80)) {
            records.put(key, name);
        }
    }

    private static boolean isUtf8(String raw) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void addNumber(Map<String, String> records, String key, long number, long largest) {
        if (number < 0 || number > largest) {
            records.put(key, String.valueOf(number));
        }
    }
}
