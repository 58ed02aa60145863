package dev.slipway.runner.sandbox;

import java.nio.file.Path;

/** A file or folder of the host that a command sees at {@code target}. */
public record BindMount(Path source, String target, boolean readOnly) {}
