/**
 * Third stage: resolves names between declarations, expands fragments and axes, and wires the build graph.
 * Rules about the whole family live here, cycles included.
 */
@NullMarked
package dev.slipway.processor.link;

import org.jspecify.annotations.NullMarked;
