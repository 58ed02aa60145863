/**
 * What every engine offers, and the choice between the engines it is given. What one engine does in its own way
 * lives in a package below, which this one does not import.
 */
@NullMarked
package dev.slipway.runner.engine;

import org.jspecify.annotations.NullMarked;
