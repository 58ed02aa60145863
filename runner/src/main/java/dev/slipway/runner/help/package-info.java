/**
 * What lets people find their way alone: the pages of compile-time diagnostics, completion for shells, and man pages.
 * Knows commands as picocli describes them, and nothing of what they do.
 */
@NullMarked
package dev.slipway.runner.help;

import org.jspecify.annotations.NullMarked;
