/**
 * Findings as values (rule, place, cure), the catalogue of all messages, and the one class that prints them
 * through the Messager. Every stage may report with these; these know no stage.
 */
@NullMarked
package dev.slipway.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
