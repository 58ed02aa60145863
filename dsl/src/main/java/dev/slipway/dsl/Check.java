package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A promise about the built image: the command exits with 0 and prints the text. The runner keeps images that break
 * one from being pushed, and makes one that several fragments ask for once.
 *
 * <pre>{@code @Check(run = "pg_config --version", prints = "PostgreSQL {pg.plain}")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Check.List.class)
public @interface Check {
    /** A command for the image's shell. */
    String run();

    /** What its output must contain; empty if the exit code is enough. */
    String prints() default "";

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Check[] value();
    }
}
