/**
 * Finds out what names stand for now: asks registries, git repositories and, in an engine, apt. Plans nothing and writes no
 * file; what it makes of it is a lock.
 */
@NullMarked
package dev.slipway.runner.resolve;

import org.jspecify.annotations.NullMarked;
