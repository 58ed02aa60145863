package dev.slipway.dsl;

/** What happens when two commands want a {@link Cache} at once. */
public enum Sharing {
    /** Both write to it. */
    SHARED,
    /** The second gets a folder of its own. */
    PRIVATE,
    /** The second waits. */
    LOCKED
}
