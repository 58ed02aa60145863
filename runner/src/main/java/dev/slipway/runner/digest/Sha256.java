package dev.slipway.runner.digest;

import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256, written as {@code sha256:} and 64 hexadecimal digits. */
public final class Sha256 {
    /** Before the hexadecimal digits. */
    public static final String PREFIX = "sha256:";

    private Sha256() {}

    /** The digest of bytes. */
    public static String of(byte[] bytes) {
        return PREFIX + DigestUtils.sha256Hex(bytes);
    }

    /** Takes bytes as they come; {@link #end} gives the digest of all of them. */
    public static MessageDigest start() {
        return DigestUtils.getSha256Digest();
    }

    /** The digest of what was put in, which is ready for other bytes then. */
    public static String end(MessageDigest bytes) {
        return PREFIX + Hex.encodeHexString(bytes.digest());
    }
}
