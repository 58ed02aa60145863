package dev.slipway.model;

/**
 * A promise about a built image: a command for its shell that exits with 0, and text that it prints.
 *
 * @param prints what the output must contain; empty if the exit code is enough
 */
public record Check(Text command, Text prints, Origin origin) {}
