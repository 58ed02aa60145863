package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One image for each release of an axis. Renders to {@code ARG PG} and to one Bake target a release.
 *
 * <pre>{@code @ForEach(Postgres.class)}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(ForEach.List.class)
public @interface ForEach {
    /** The axis. */
    Class<? extends Enum<?>> value();

    /** The releases to make it for, by version or major; empty for all. */
    String[] only() default {};

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        ForEach[] value();
    }
}
