/**
 * What people and programs read: listeners that show events (terminal, plain, JSON, quiet), and views of plans, images,
 * registries and the store. Reads events and holds no other state of a run.
 */
@NullMarked
package dev.slipway.runner.display;

import org.jspecify.annotations.NullMarked;
