/**
 * What images were made of when they were locked: its file, and what it makes of graphs and profiles. Pure: knows neither
 * engines nor registries.
 */
@NullMarked
package dev.slipway.runner.lock;

import org.jspecify.annotations.NullMarked;
