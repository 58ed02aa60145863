package dev.slipway.runner.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of a POSIX extended header: {@code LENGTH KEY=VALUE\n} each, the length counting itself; see pax(1).
 * Values are bytes, kept in text of one character a byte: those of extended attributes are often no text at all, and
 * commons-compress would read and write them as UTF-8.
 */
final class PaxRecords {
    static final String PATH = "path";
    static final String LINK = "linkpath";
    static final String SIZE = "size";
    static final String USER = "uid";
    static final String GROUP = "gid";
    static final String TIME = "mtime";
    /** Under which archives keep extended attributes, as star, GNU tar and container engines do. */
    static final String ATTRIBUTE_PREFIX = "SCHILY.xattr.";
    /** Says that a file has holes and another length than its data. */
    static final String SPARSE_PREFIX = "GNU.sparse.";

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
        int start = 0;
        while (start < text.length() && text.charAt(start) != '\0') {
            int space = text.indexOf(' ', start);
            int equals = text.indexOf('=', start);
            int end = space < 0 ? -1 : start + length(text.substring(start, space));
            if (equals < space || end <= equals || end > text.length() || text.charAt(end - 1) != '\n') {
                throw new IOException("the archive has a damaged extended header");
            }
            records.put(text.substring(space + 1, equals), text.substring(equals + 1, end - 1));
            start = end;
        }
        return records;
    }

    private static int length(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IOException("the archive has a damaged extended header", e);
        }
    }
}
