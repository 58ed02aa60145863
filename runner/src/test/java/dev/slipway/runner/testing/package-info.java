/** What tests of several packages need: real servers, started and stopped, and files that output is compared with. */
@NullMarked
package dev.slipway.runner.testing;

import org.jspecify.annotations.NullMarked;
