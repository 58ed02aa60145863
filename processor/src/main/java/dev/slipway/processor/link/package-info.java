/**
 * Third stage: resolves names between declarations, joins the axes of images, orders steps and makes one family of
 * all. Rules about more than one declaration live here, one a class, cycles included.
 */
@NullMarked
package dev.slipway.processor.link;

import org.jspecify.annotations.NullMarked;
