package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The program that containers of the image run. Renders to {@code ENTRYPOINT} in exec form.
 *
 * <pre>{@code @Entrypoint({"gosu", "circleci"})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Entrypoint {
    /** The program and its first arguments. */
    String[] value();
}
