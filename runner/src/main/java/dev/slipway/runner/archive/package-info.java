/** Images as files: what {@code runner save} writes. */
@NullMarked
package dev.slipway.runner.archive;

import org.jspecify.annotations.NullMarked;
