package dev.slipway.model;

/**
 * A file that definitions name.
 *
 * @param path relative to the context, with {@code /} between its parts
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
 * @param executable its only other property that an image sees
 */
public record ContextFile(String path, String sha256, long size, boolean executable) {}
