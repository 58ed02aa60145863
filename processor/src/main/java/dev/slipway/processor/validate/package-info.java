/**
 * Second stage: reads one declaration at a time, with the fragments that it uses, into a draft, and reports values that
 * cannot be meant. A rule that needs another declaration belongs in link.
 */
@NullMarked
package dev.slipway.processor.validate;

import org.jspecify.annotations.NullMarked;
