/**
 * Fourth stage: pure functions from the build graph to the text of each output. Nothing here touches javac,
 * files or the clock.
 */
@NullMarked
package dev.slipway.processor.render;

import org.jspecify.annotations.NullMarked;
