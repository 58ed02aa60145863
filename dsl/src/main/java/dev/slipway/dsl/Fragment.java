package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation a word of the catalogue's own: wherever it stands, what it carries applies, with its attributes
 * for {@code {attribute}}. Fragments nest. Attributes are strings, arrays of strings, booleans, numbers or enums.
 *
 * <pre>{@code @Fragment @AptPackages("locales") @Locales("{names}") @interface TestLocales { String[] names(); }}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Fragment {}
