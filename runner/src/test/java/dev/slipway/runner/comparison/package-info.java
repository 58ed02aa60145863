/**
 * All engines beside one another: the embedded one, a real {@code buildkitd} with and without the runner, a real Docker
 * Engine; the same definitions, built by each, compared file by file. What BuildKit gets without the runner is what the
 * processor's renderers write, and so this is the one place that knows processor and runner.
 */
@NullMarked
package dev.slipway.runner.comparison;

import org.jspecify.annotations.NullMarked;
