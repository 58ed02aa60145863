package dev.slipway.model;

/** What a {@link Step.Run} executes. */
public sealed interface Program {
    /** Lines for the stage's shell, which stops at the first that fails. */
    record Inline(Text lines) implements Program {}

    /** A file of the context with a {@code #!} line of its own, by its path in the context. */
    record ScriptFile(String path) implements Program {}
}
