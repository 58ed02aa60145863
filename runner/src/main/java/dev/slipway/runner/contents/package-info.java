/**
 * What is in images: their files and packages, read out of the archives of their layers, and how two images differ.
 * Manifests and archives come in, from a registry or from whoever has them; how images are built it does not know.
 */
@NullMarked
package dev.slipway.runner.contents;

import org.jspecify.annotations.NullMarked;
