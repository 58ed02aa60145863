/**
 * Runs a plan by counting dependencies, so that no pool thread ever waits on another task. Knows what depends
 * on what, never how a step is carried out.
 */
@NullMarked
package dev.slipway.runner.schedule;

import org.jspecify.annotations.NullMarked;
