/**
 * What can go wrong, as sealed plain data, and the exit code that each case maps to. Knows nothing of the rest, so every
 * package may speak it.
 */
@NullMarked
package dev.slipway.runner.failure;

import org.jspecify.annotations.NullMarked;
