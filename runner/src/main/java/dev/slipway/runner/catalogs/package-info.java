/**
 * Finds the catalogues on the class path and reads what the compiler left in them. Checks all of it; knows nothing of
 * engines.
 */
@NullMarked
package dev.slipway.runner.catalogs;

import org.jspecify.annotations.NullMarked;
