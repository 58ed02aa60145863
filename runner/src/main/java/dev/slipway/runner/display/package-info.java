/**
 * What people and programs read: listeners that show events (terminal, plain, GitHub, JSON, quiet), and views of plans,
 * images, registries and the store. Reads events and holds no other state of a run. On a terminal, events make a {@code
 * Board} after another, {@code BoardView} makes lines of it, and {@code LiveDisplay} is who writes them; EVENTS.md tells what
 * JSON has.
 */
@NullMarked
package dev.slipway.runner.display;

import org.jspecify.annotations.NullMarked;
