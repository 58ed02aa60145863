package dev.slipway.runner.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a POSIX tar byte for byte as pax(1) describes it: a reader of its own, so that no mistake of the engine's reader
 * or writer hides here. Texts have one character a byte.
 */
final class TarEntries {
    private static final int BLOCK = 512;
    private static final String ATTRIBUTE = "SCHILY.xattr.";

    private final InputStream in;

    TarEntries(InputStream in) {
        this.in = in;
    }

    /**
     * An entry.
     *
     * @param type the header's: {@code 0} a file, {@code 1} a hard link, {@code 2} a symbolic link, and so on
     * @param device major and minor number
     * @param seconds of its modification, since 1970
     * @param attributes extended ones
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these records.
    record Entry(
            char type,
            String name,
            String link,
            int mode,
            long user,
            long group,
            String device,
            String seconds,
            Map<String, String> attributes,
            byte[] data) {}

    /** The next entry; empty at the end. */
    Optional<Entry> next() throws IOException {
        Map<String, String> records = new TreeMap<>();
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || isZero(header)) {
                return Optional.empty();
            }
            char type = header[156] == 0 ? '0' : (char) header[156];
            long length = number(header, 124, 12);
            byte[] data = data(records.containsKey("size") ? Long.parseLong(records.get("size")) : length);
            if (type == 'x') {
                records.putAll(records(new String(data, StandardCharsets.ISO_8859_1)));
            } else if (type == 'L') {
                records.put("path", text(data, 0, data.length));
            } else if (type == 'K') {
                records.put("linkpath", text(data, 0, data.length));
            } else if (type != 'g') {
                return Optional.of(entry(type, header, records, data));
            }
        }
    }

    /** The first byte alone says nothing: a name that is not ASCII may be in an extended header only. */
    private static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    private static Entry entry(char type, byte[] header, Map<String, String> records, byte[] data) {
        String prefix = text(header, 345, 155);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        Map<String, String> attributes = new TreeMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE)) {
                attributes.put(key.substring(ATTRIBUTE.length()), value);
            }
        });
        return new Entry(
                type,
                records.getOrDefault("path", name),
                records.getOrDefault("linkpath", text(header, 157, 100)),
                (int) number(header, 100, 8) & 07777,
                Long.parseLong(records.getOrDefault("uid", String.valueOf(number(header, 108, 8)))),
                Long.parseLong(records.getOrDefault("gid", String.valueOf(number(header, 116, 8)))),
                number(header, 329, 8) + "," + number(header, 337, 8),
                records.getOrDefault("mtime", String.valueOf(number(header, 136, 12))),
                attributes,
                data);
    }

    private byte[] data(long size) throws IOException {
        byte[] data = in.readNBytes(Math.toIntExact(size));
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return data;
    }

    private static Map<String, String> records(String text) {
        Map<String, String> records = new TreeMap<>();
        int start = 0;
        while (start < text.length()) {
            int space = text.indexOf(' ', start);
            int end = start + Integer.parseInt(text.substring(start, space));
            String[] record = text.substring(space + 1, end - 1).split("=", 2);
            records.put(record[0], record[1]);
            start = end;
        }
        return records;
    }

    /** Octal digits, or base 256 where the first bit is set. */
    private static long number(byte[] header, int offset, int length) {
        if (header[offset] < 0) {
            long number = header[offset] & 0x7f;
            for (int i = offset + 1; i < offset + length; i++) {
                number = (number << 8) | (header[i] & 0xff);
            }
            return number;
        }
        String digits = text(header, offset, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
