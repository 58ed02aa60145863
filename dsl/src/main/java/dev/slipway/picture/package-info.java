/** Build graphs as people look at them: pure functions to the texts that browsers, Graphviz and Markdown show as pictures. */
@NullMarked
package dev.slipway.picture;

import org.jspecify.annotations.NullMarked;
