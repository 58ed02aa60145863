/**
 * From the graph, a request and what is already known to a plan that can be printed. Pure: no files, no
 * network, no processes, no clock.
 */
@NullMarked
package dev.slipway.runner.plan;

import org.jspecify.annotations.NullMarked;
