package dev.slipway.runner.archive;

import java.nio.file.Path;

/** Where images are saved: a file that is replaced, or a folder that is not there yet or is empty. */
public record ArchiveTarget(ArchiveFormat format, Path path) {}
