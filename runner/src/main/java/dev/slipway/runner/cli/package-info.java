/**
 * The commands and their options, which convert once into requests and hand them on. Commands hold no logic and
 * write to the PrintWriter they are given.
 */
@NullMarked
package dev.slipway.runner.cli;

import org.jspecify.annotations.NullMarked;
