package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The shell of the commands of this image or stage. Renders to {@code SHELL}.
 *
 * <pre>{@code @Shell({"/bin/bash", "-o", "pipefail", "-c"})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Shell {
    /** The program and its options. */
    String[] value();
}
