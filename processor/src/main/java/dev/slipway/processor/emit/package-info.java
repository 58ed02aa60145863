/**
 * Last stage: writes what was rendered, through the one class that touches the Filer. No decision about content
 * may come in.
 */
@NullMarked
package dev.slipway.processor.emit;

import org.jspecify.annotations.NullMarked;
