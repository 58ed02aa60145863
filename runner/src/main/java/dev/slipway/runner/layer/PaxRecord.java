package dev.slipway.runner.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A record of a POSIX extended header: {@code LENGTH KEY=VALUE\n}, the length counting itself; see pax(1). */
final class PaxRecord {
    /** Under which archives keep extended attributes, as star, GNU tar and container engines do. */
    static final String ATTRIBUTE_PREFIX = "SCHILY.xattr.";

    private PaxRecord() {}

    static byte[] of(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        int content = name.length + value.length + " =\n".length();
        int length = content + String.valueOf(content).length();
        while (content + String.valueOf(length).length() != length) {
            length = content + String.valueOf(length).length();
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream(length);
        record.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(name);
        record.write('=');
        record.writeBytes(value);
        record.write('\n');
        return record.toByteArray();
    }
}
