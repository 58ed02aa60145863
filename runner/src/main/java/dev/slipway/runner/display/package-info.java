/**
 * Listeners that show events to people and programs: terminal, plain, JSON, quiet. Reads events and holds no
 * other state of a run.
 */
@NullMarked
package dev.slipway.runner.display;

import org.jspecify.annotations.NullMarked;
