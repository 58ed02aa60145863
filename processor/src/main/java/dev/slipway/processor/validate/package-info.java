/**
 * Second stage: checks one declaration at a time, one rule a class, each returning findings and printing
 * nothing. A rule that needs another declaration belongs in link.
 */
@NullMarked
package dev.slipway.processor.validate;

import org.jspecify.annotations.NullMarked;
