/**
 * First stage: finds the annotated declarations of a round and reads them into plain values. Only here are
 * elements and annotation mirrors turned into data.
 */
@NullMarked
package dev.slipway.processor.discover;

import org.jspecify.annotations.NullMarked;
