/**
 * The annotation processor's entry point and its pipeline, discover → validate → link → render → emit.
 * Only what javac calls and what orders the stages may come in.
 */
@NullMarked
package dev.slipway.processor;

import org.jspecify.annotations.NullMarked;
