/**
 * What this machine has of what engines need, and the command that would bring what is missing. One class looks, each
 * engine of others has a probe of its own, and the rest is plain data and what follows from it.
 */
@NullMarked
package dev.slipway.runner.doctor;

import org.jspecify.annotations.NullMarked;
