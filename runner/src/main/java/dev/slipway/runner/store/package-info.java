/**
 * The content-addressed store of blobs, snapshots and step results on this machine. The only package that knows
 * the store's layout on disk.
 */
@NullMarked
package dev.slipway.runner.store;

import org.jspecify.annotations.NullMarked;
