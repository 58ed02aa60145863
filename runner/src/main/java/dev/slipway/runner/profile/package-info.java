/**
 * The profile file: where the named sources, the registry and the engine of this place are. Parses and checks;
 * acts on nothing.
 */
@NullMarked
package dev.slipway.runner.profile;

import org.jspecify.annotations.NullMarked;
