/** Instructions as Dockerfiles have them: pure functions to text, for whoever writes such a file. */
@NullMarked
package dev.slipway.dockerfile;

import org.jspecify.annotations.NullMarked;
