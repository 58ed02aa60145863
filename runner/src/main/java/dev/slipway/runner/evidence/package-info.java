/**
 * Evidence of how images came about: a bill of materials and the provenance of each, put beside it in the registry
 * before its tag is. Takes images that an engine has uploaded; how they were built it is only told.
 */
@NullMarked
package dev.slipway.runner.evidence;

import org.jspecify.annotations.NullMarked;
