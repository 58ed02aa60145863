/**
 * The engine without a daemon: overlayfs snapshots, an OCI runtime and registries, wired from layer, store,
 * sandbox and registry.
 */
@NullMarked
package dev.slipway.runner.engine.embedded;

import org.jspecify.annotations.NullMarked;
