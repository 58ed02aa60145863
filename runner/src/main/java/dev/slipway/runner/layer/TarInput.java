package dev.slipway.runner.layer;

import java.io.EOFException;
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
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Reads a tar: POSIX, GNU or the oldest kind. The headers are commons-compress', its stream is not: that one takes the
 * bytes of names and attributes for UTF-8. As a stream it is the data of the entry that {@link #next} gave.
 */
final class TarInput extends InputStream {
    private static final int BLOCK = 512;
    /** What all headers of an entry may add to its own, in bytes; Go's reader, and so Docker, allows as much. */
    private static final int LARGEST_EXTENSION = 1 << 20;

    private static final long LARGEST_IDENTITY = 0xffff_fffeL;
    private static final long NANOSECONDS = 1_000_000_000;
    /** Digits enough for any file system; without a limit, an exponent would make a number of any length. */
    private static final Pattern TIME = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{0,30})?");

    private final InputStream in;
    private final Map<String, String> global = new HashMap<>();
    private long left;
    private long padding;

    TarInput(InputStream in) {
        this.in = in;
    }

    /** What an entry stands for. */
    enum Kind {
        FILE,
        HARD_LINK,
        SYMBOLIC_LINK,
        FOLDER,
        FIFO,
        CHARACTER_DEVICE,
        BLOCK_DEVICE
    }

    /**
     * An entry.
     *
     * @param name of one character a byte, like {@code link}
     * @param mode permissions only
     * @param user unsigned, as is the group
     * @param attributes the values of its extended attributes, of one character a byte
     * @param content where the data that is yet to read belongs
     */
    record Member(
            Kind kind,
            String name,
            String link,
            int mode,
            int user,
            int group,
            Instant modified,
            int deviceMajor,
            int deviceMinor,
            Map<String, String> attributes,
            Content content) {}

    /** A header as it is, and as commons-compress understands it. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Header(byte[] block, TarArchiveEntry entry) {
        private static final int FLAG = 156;

        static Header of(byte[] block) throws IOException {
            byte[] understood = isSparse(block) ? SparseMaps.withoutRealSize(block) : block;
            return new Header(block, new TarArchiveEntry(understood, TarOutput.BYTES));
        }

        boolean isSparse() {
            return isSparse(block);
        }

        private static boolean isSparse(byte[] block) {
            return block[FLAG] == TarConstants.LF_GNUTYPE_SPARSE;
        }
    }

    /** The next entry, with its data yet to read; what was left of the one before is skipped. */
    Optional<Member> next() throws IOException {
        Map<String, String> records = new HashMap<>(global);
        long extended = 0;
        for (Optional<Header> found = header(); found.isPresent(); found = header()) {
            TarArchiveEntry header = found.get().entry();
            byte flag = header.getLinkFlag();
            if (!isExtension(flag)) {
                return Optional.of(member(found.get(), records));
            }
            extended += header.getSize();
            if (extended > LARGEST_EXTENSION) {
                throw LayerException.of(
                        header.getName(),
                        "is an extended header, of " + extended + " bytes with those before, and " + LARGEST_EXTENSION
                                + " are allowed");
            }
            expect(header.getSize());
            extend(flag, records);
        }
        return Optional.empty();
    }

    private static boolean isExtension(byte flag) {
        return switch (flag) {
            case TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                    TarConstants.LF_PAX_EXTENDED_HEADER_UC,
                    TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER,
                    TarConstants.LF_GNUTYPE_LONGNAME,
                    TarConstants.LF_GNUTYPE_LONGLINK -> true;
            default -> false;
        };
    }

    private void extend(byte flag, Map<String, String> records) throws IOException {
        byte[] extension = readAllBytes();
        switch (flag) {
            case TarConstants.LF_GNUTYPE_LONGNAME -> records.put(PaxRecords.PATH, text(extension));
            case TarConstants.LF_GNUTYPE_LONGLINK -> records.put(PaxRecords.LINK, text(extension));
            case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> {
                global.putAll(PaxRecords.read(extension));
                checkGlobal();
                records.putAll(global);
            }
            default -> records.putAll(PaxRecords.read(extension));
        }
    }

    /** Each may be small, and there may be any number of them. */
    private void checkGlobal() throws IOException {
        long size = global.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (size > LARGEST_EXTENSION) {
            throw new LayerException("its global headers have more than " + LARGEST_EXTENSION + " bytes");
        }
    }

    private Member member(Header raw, Map<String, String> records) throws IOException {
        TarArchiveEntry header = raw.entry();
        String name =
                records.getOrDefault(PaxRecords.SPARSE_NAME, records.getOrDefault(PaxRecords.PATH, header.getName()));
        try {
            Kind kind = kind(header.getLinkFlag(), name);
            expect(hasData(header.getLinkFlag()) ? number(records, PaxRecords.SIZE, header.getSize()) : 0);
            return new Member(
                    kind,
                    name,
                    records.getOrDefault(PaxRecords.LINK, header.getLinkName()),
                    header.getMode() & FileKind.PERMISSIONS,
                    identity(number(records, PaxRecords.USER, header.getLongUserId()), name),
                    identity(number(records, PaxRecords.GROUP, header.getLongGroupId()), name),
                    time(records, header),
                    header.getDevMajor(),
                    header.getDevMinor(),
                    attributes(records),
                    content(raw, records));
        } catch (IllegalArgumentException e) {
            throw LayerException.of(name, "has a damaged header: " + e.getMessage());
        }
    }

    private static Kind kind(byte flag, String name) throws LayerException {
        return switch (flag) {
            // The oldest archives know folders by their names only.
            case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
            case TarConstants.LF_CONTIG, TarConstants.LF_GNUTYPE_SPARSE -> Kind.FILE;
            case TarConstants.LF_LINK -> Kind.HARD_LINK;
            case TarConstants.LF_SYMLINK -> Kind.SYMBOLIC_LINK;
            case TarConstants.LF_DIR -> Kind.FOLDER;
            case TarConstants.LF_FIFO -> Kind.FIFO;
            case TarConstants.LF_CHR -> Kind.CHARACTER_DEVICE;
            case TarConstants.LF_BLK -> Kind.BLOCK_DEVICE;
            default -> throw LayerException.of(name, "is of type '" + (char) flag + "', which layers do not have");
        };
    }

    /** Other entries may say that they have some, and do not; so says Go's reader. */
    private static boolean hasData(byte flag) {
        return switch (flag) {
            case TarConstants.LF_OLDNORM,
                    TarConstants.LF_NORMAL,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE -> true;
            default -> false;
        };
    }

    private Content content(Header header, Map<String, String> records) throws IOException {
        if (header.isSparse()) {
            return SparseMaps.ofHeader(header.block(), this::block).checked(left);
        }
        if (records.containsKey(PaxRecords.SPARSE_MAJOR)) {
            // The map is before the data, and counts as data.
            return SparseMaps.ofData(records, this).checked(left);
        }
        return records.containsKey(PaxRecords.SPARSE_SIZE)
                ? SparseMaps.ofRecords(records).checked(left)
                : Content.plain(left);
    }

    private static Map<String, String> attributes(Map<String, String> records) {
        Map<String, String> attributes = new HashMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(PaxRecords.ATTRIBUTE_PREFIX)) {
                attributes.put(key.substring(PaxRecords.ATTRIBUTE_PREFIX.length()), value);
            }
        });
        return attributes;
    }

    private Optional<Header> header() throws IOException {
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
                throw new LayerException("it is no tar archive, or a damaged one");
            }
            return Optional.of(Header.of(block));
        } catch (IllegalArgumentException e) {
            throw new LayerException("it has a damaged header: " + e.getMessage(), e);
        }
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException();
        }
        return block;
    }

    private void expect(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a length of " + size + " bytes");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
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
            throw new EOFException();
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
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

    private static int identity(long number, String name) throws LayerException {
        if (number < 0 || number > LARGEST_IDENTITY) {
            throw LayerException.of(name, "belongs to " + number + ", which is no number of a user or group");
        }
        return (int) number;
    }

    private static Instant time(Map<String, String> records, TarArchiveEntry header) {
        String value = records.get(PaxRecords.TIME);
        if (value == null) {
            return header.getLastModifiedTime().toInstant();
        }
        if (!TIME.matcher(value).matches()) {
            throw new IllegalArgumentException("a time of '" + EntryName.shown(value) + "'");
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
