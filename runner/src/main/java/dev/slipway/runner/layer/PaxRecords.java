package dev.slipway.runner.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The records of a POSIX extended header: {@code LENGTH KEY=VALUE\n} each, the length counting itself; see pax(1).
 * Values are bytes, kept in text of one character a byte: those of extended attributes are often no text at all, and
 * commons-compress would read and write them as UTF-8.
 */
final class PaxRecords {
    static final String PATH = "path";
    static final String LINK = "linkpath";
    /** How names are encoded, if not in UTF-8; {@link #BYTES} is not at all. */
    static final String NAMES = "hdrcharset";

    static final String BYTES = "BINARY";
    static final String SIZE = "size";
    static final String USER = "uid";
    static final String GROUP = "gid";
    static final String TIME = "mtime";
    /** Under which archives keep extended attributes, as star, GNU tar and container engines do. */
    static final String ATTRIBUTE_PREFIX = "SCHILY.xattr.";
    /** A file with holes: its name, the length with holes in formats 0 and 1, where its data belongs, and the format. */
    static final String SPARSE_NAME = "GNU.sparse.name";

    static final String SPARSE_SIZE = "GNU.sparse.size";
    static final String SPARSE_REAL_SIZE = "GNU.sparse.realsize";
    static final String SPARSE_MAP = "GNU.sparse.map";
    static final String SPARSE_MAJOR = "GNU.sparse.major";

    /** In format 0.0 the numbers of the map are records of their own, of the same two keys again and again. */
    private static final Set<String> SPARSE_NUMBERS = Set.of("GNU.sparse.offset", "GNU.sparse.numbytes");

    private PaxRecords() {}

    static byte[] write(SortedMap<String, String> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach((key, value) -> out.writeBytes(record(key, value).getBytes(StandardCharsets.ISO_8859_1)));
        return out.toByteArray();
    }

    private static String record(String key, String value) {
        int content = key.length() + value.length() + " =\n".length();
        int length = content + String.valueOf(content).length();
        // The length of the length may itself make it longer, once.
        length = content + String.valueOf(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    static Map<String, String> read(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Map<String, String> records = new TreeMap<>();
        StringJoiner sparseMap = new StringJoiner(",");
        int start = 0;
        while (start < text.length() && text.charAt(start) != '\0') {
            int space = text.indexOf(' ', start);
            int equals = text.indexOf('=', start);
            int end = space < 0 ? -1 : start + length(text.substring(start, space));
            if (equals < space || end <= equals || end > text.length() || text.charAt(end - 1) != '\n') {
                throw new LayerException("it has a damaged extended header");
            }
            String key = text.substring(space + 1, equals);
            String value = text.substring(equals + 1, end - 1);
            records.put(key, value);
            if (SPARSE_NUMBERS.contains(key)) {
                sparseMap.add(value);
            }
            start = end;
        }
        if (sparseMap.length() > 0) {
            records.put(SPARSE_MAP, sparseMap.toString());
        }
        return records;
    }

    private static int length(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new LayerException("it has a damaged extended header", e);
        }
    }
}
