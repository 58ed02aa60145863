/**
 * Namespaces, mounts and the OCI runtime that runs one step. The only package that calls the kernel or starts a
 * container process.
 */
@NullMarked
package dev.slipway.runner.sandbox;

import org.jspecify.annotations.NullMarked;
