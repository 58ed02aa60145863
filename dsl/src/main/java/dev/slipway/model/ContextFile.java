package dev.slipway.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that definitions name.
 *
 * @param path relative to the context, with {@code /} between its parts
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
 * @param executable its only other property that an image sees
 */
public record ContextFile(String path, String sha256, long size, boolean executable) {
    /** The {@code sha256} of these bytes, for all who need one. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
