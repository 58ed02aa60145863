/**
 * What every engine offers and the probe that chooses between them. An engine's own ways live in its own
 * package.
 */
@NullMarked
package dev.slipway.runner.engine;

import org.jspecify.annotations.NullMarked;
