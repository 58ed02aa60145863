package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One image that covers all releases of an axis, which {@code {pg.all}} lists.
 *
 * <pre>{@code @Image(tag = "{pg.all}") @ForAll(Postgres.class)}</pre> is pushed as {@code pgupgradetester:16.13-17.9-18.3}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(ForAll.List.class)
public @interface ForAll {
    /** The axis. */
    Class<? extends Enum<?>> value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        ForAll[] value();
    }
}
