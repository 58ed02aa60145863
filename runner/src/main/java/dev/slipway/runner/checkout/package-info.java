/**
 * The work tree of git that a catalogue was built in: its commit, what in it is not committed, and what the same build
 * makes of another commit. The only package that asks git for files and runs Maven; knows nothing of what they make.
 */
@NullMarked
package dev.slipway.runner.checkout;

import org.jspecify.annotations.NullMarked;
