/**
 * What need not be built because a registry has it: fingerprints of images, the records of them that are kept beside
 * images, and an engine that asks for those first. Fingerprints are pure; {@code Resolver} and {@code ImageRecords} are
 * the edges.
 */
@NullMarked
package dev.slipway.runner.reuse;

import org.jspecify.annotations.NullMarked;
