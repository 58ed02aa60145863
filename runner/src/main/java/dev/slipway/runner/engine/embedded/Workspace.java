package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.sandbox.RootFolder;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where an instruction is at work.
 *
 * @param root the merged files, which may be changed
 * @param scratch an empty folder that is deleted afterwards
 * @param output takes what commands print, line by line
 */
record Workspace(RootFolder root, Path scratch, Consumer<String> output) {}
