package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation a word for further values of a release: {@code {pg.NAME}}. The annotation's {@code value} is a
 * string or an array of strings.
 *
 * <pre>{@code @Attribute("citus") @interface OldCitus { String[] value(); }}</pre> lets {@code @OldCitus("v12.1.12") PG16} be read as {@code {pg.citus}} and {@code {pg.citus.last}}, which render to {@code ${PG_CITUS}} and {@code ${PG_CITUS_LAST}}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Attribute {
    /**
     * The attribute's name: lower-case letters, digits and single dashes, and none of {@code major}, {@code plain},
     * {@code all}, {@code first} and {@code last}, which every release has.
     */
    String value();
}
