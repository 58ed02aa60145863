/**
 * Texts that a catalogue or the runner brings along, filled with the names and versions of what can be built. Pure; knows
 * nothing of what the texts are for.
 */
@NullMarked
package dev.slipway.runner.template;

import org.jspecify.annotations.NullMarked;
