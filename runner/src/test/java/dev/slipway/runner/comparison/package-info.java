/**
 * The embedded engine beside a real {@code buildkitd}: the same definitions, built by both, compared file by file. What
 * BuildKit gets is what the processor's renderers write, and so this is the one place that knows processor and runner.
 */
@NullMarked
package dev.slipway.runner.comparison;

import org.jspecify.annotations.NullMarked;
