/**
 * Pulls and pushes blobs and manifests. The only package that imports jib, so that its types and its retries
 * end here.
 */
@NullMarked
package dev.slipway.runner.registry;

import org.jspecify.annotations.NullMarked;
