package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an enum a dimension along which images vary; every constant carries a {@link Release}, oldest first.
 *
 * <pre>{@code @Axis("pg") enum Postgres { @Release("16.13") PG16, @Release("17.9") PG17 }}</pre> renders to a Dockerfile with {@code ARG PG=17.9} and to one Bake target a release.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Axis {
    /** How references call it: {@code {pg}}, {@code {pg.major}}, {@code {pg.plain}}, {@code {pg.all}}. */
    String value();
}
