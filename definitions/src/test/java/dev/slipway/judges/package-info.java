/**
 * What those say who read Dockerfiles: hadolint, and buildx with BuildKit. They are real, and made from {@code
 * src/judges} in profile {@code judges} only, as that takes Python's package index and Go's module proxy. Nothing here
 * knows what a catalogue is about. Tests of the runner ask the same programs, and actionlint.
 */
@NullMarked
package dev.slipway.judges;

import org.jspecify.annotations.NullMarked;
