/**
 * Which packages are installed, read out of the files in which package managers note it: dpkg's, apk's, and those that
 * Python libraries bring. Pure: bytes come in, and where they were.
 */
@NullMarked
package dev.slipway.runner.packages;

import org.jspecify.annotations.NullMarked;
