package dev.slipway.processor.render;

/** Gives the bytes of the files that definitions name. */
@FunctionalInterface
public interface ContextReader {
    /** The file at a path relative to the context. */
    byte[] read(String path);
}
