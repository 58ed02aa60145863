/**
 * A family of images as immutable values: axes, images, stages and steps as their author declared them, with references
 * such as {@code {pg.major}} still unresolved. Values check themselves; nothing here reads files or knows annotations.
 */
@NullMarked
package dev.slipway.model;

import org.jspecify.annotations.NullMarked;
