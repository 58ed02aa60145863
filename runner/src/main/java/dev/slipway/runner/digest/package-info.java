/** Digests as registries, the store and definitions write them. Everybody may use it, and it uses nobody. */
@NullMarked
package dev.slipway.runner.digest;

import org.jspecify.annotations.NullMarked;
