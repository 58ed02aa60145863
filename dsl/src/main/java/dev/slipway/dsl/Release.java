package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version that an enum constant of an {@link Axis} stands for: {@code {pg}}.
 *
 * <pre>{@code @Release("18~beta1") PG18}</pre> A {@code ~} stands before a pre-release, as Debian writes it. Tags and {@code {pg.plain}} are without it, as PostgreSQL's own authors write it: {@code 18beta1}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Release {
    /** The version: {@code 16.13}. */
    String value();
}
