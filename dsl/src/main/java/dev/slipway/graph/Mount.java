package dev.slipway.graph;

import dev.slipway.model.CacheMount;

/** Something that a command sees only while it runs. */
public sealed interface Mount {
    /** A folder that survives between builds; its identity is {@code target}. */
    record Cache(String target, CacheMount.Sharing sharing) implements Mount {}

    /** A file or folder of the context, read-only. */
    record Context(String path, String target) implements Mount {}

    /** A secret as a file readable by root only. */
    record Secret(String id, String target) implements Mount {}
}
