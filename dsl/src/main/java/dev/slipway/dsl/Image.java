package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a container image. Renders to {@code NAME/Dockerfile}, to a Bake group and to one Bake target a variant.
 *
 * <pre>{@code @Image(tag = "{pg}") @From("debian:bookworm") @ForEach(Postgres.class) interface ExtBuilder {}}</pre> is pushed as {@code citus/extbuilder:16.13} and {@code citus/extbuilder:17.9}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Image {
    /** The last part of its repository name; by default the interface's simple name in lower case. */
    String name() default "";

    /**
     * The tag of a variant, before the suffix; lists join with {@code -}, a {@code ~} disappears. By default the
     * releases of its axes joined by {@code -}, or {@code latest} without axes.
     */
    String tag() default "";

    /**
     * What it is for; by default the first sentence of the interface's Javadoc. Renders to the label {@code
     * org.opencontainers.image.description}.
     */
    String description() default "";

    /**
     * Whether it is pushed. Images that are not are bases: they render to leading stages of the Dockerfiles of those
     * that start from them.
     */
    boolean published() default true;
}
