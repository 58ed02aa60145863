package dev.slipway.processor.render;

/**
 * A file to be written.
 *
 * @param path relative to the folder of the catalogue, with {@code /} between its parts
 * @param executable whether it is a program, as context files may be
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a file: nobody compares these records.
public record RenderedFile(String path, byte[] content, boolean executable) {}
