package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names an outside place, so that a profile can put another in its stead; other attributes refer to it as {@code
 * {name}}. Renders to a global {@code ARG} with this default.
 *
 * <pre>{@code @Source(name = "pgdg", url = "https://apt.postgresql.org/pub/repos/apt")}</pre> renders to {@code ARG PGDG=https://apt.postgresql.org/pub/repos/apt}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
@Repeatable(Source.List.class)
public @interface Source {
    /** Lower-case letters, digits and dashes: {@code pgdg-archive}. */
    String name();

    /** The default; empty for the default of the tool that uses it, such as pip's own index. */
    String url();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.PACKAGE)
    @interface List {
        Source[] value();
    }
}
