/** What generated catalogues implement, and how a program finds them: {@link java.util.ServiceLoader}. */
@NullMarked
package dev.slipway.catalog;

import org.jspecify.annotations.NullMarked;
