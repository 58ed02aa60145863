/**
 * What is kept of runs, in the user's state folder: the events and logs of the newest, and how long steps took, from which
 * the time that a run will still take is guessed. Events and plans come in; how events are written, others say.
 */
@NullMarked
package dev.slipway.runner.runs;

import org.jspecify.annotations.NullMarked;
