/** The Docker daemon that this machine's docker program talks to, and what is loaded into it. */
@NullMarked
package dev.slipway.runner.engine.docker;

import org.jspecify.annotations.NullMarked;
