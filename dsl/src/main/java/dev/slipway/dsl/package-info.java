/**
 * The annotations in which families of images are written. Each says what it renders to; all that they share: texts may
 * hold references such as {@code {pg.major}}, and {@literal {{} is a brace that starts none.
 */
@NullMarked
package dev.slipway.dsl;

import org.jspecify.annotations.NullMarked;
