/** What tests of several packages need: real servers, started and stopped. */
@NullMarked
package dev.slipway.runner.testing;

import org.jspecify.annotations.NullMarked;
