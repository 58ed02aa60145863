/**
 * From a family to what is executed: steps are lowered to Dockerfile instructions, images are expanded to one node a
 * variant, references get their values. Pure: every reader (renderers, engines) starts from here and derives nothing
 * again. May use {@code model} and nothing else.
 */
@NullMarked
package dev.slipway.graph;

import org.jspecify.annotations.NullMarked;
