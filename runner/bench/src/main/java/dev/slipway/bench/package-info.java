/**
 * A program that builds one family of images with several tools in turn and tells how long each took. In come the
 * family's sources, the tools of the machine that {@code run} enters, and the runner that this checkout has built.
 */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
