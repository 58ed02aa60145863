package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An environment variable of the image. Renders to {@code ENV}.
 *
 * <pre>{@code @Env(name = "PATH", value = "/usr/lib/postgresql/{pg.major}/bin:$PATH")}</pre> renders to {@code ENV PATH="/usr/lib/postgresql/${PG_MAJOR}/bin:$PATH"}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Env.List.class)
public @interface Env {
    /** Letters, digits and underscores. */
    String name();

    /** Its value; {@code $NAME} is a variable of the image. */
    String value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Env[] value();
    }
}
