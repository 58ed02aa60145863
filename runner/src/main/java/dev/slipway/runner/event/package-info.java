/**
 * What happens in a run, as sealed plain data, and the listener that is told. Knows nothing of how a run is
 * carried out, so every package may speak it.
 */
@NullMarked
package dev.slipway.runner.event;

import org.jspecify.annotations.NullMarked;
