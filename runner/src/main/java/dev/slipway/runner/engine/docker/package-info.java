/** Engines that are not in this process: Docker's and BuildKit's builders, through buildx; and loading images into Docker. */
@NullMarked
package dev.slipway.runner.engine.docker;

import org.jspecify.annotations.NullMarked;
