package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The default command, or the default arguments of the entry point. Renders to {@code CMD} in exec form.
 *
 * <pre>{@code @Command("bash")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Command {
    /** The arguments. */
    String[] value();
}
