package dev.slipway.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A secret, given to the runner by {@code --secret id=...}. Renders to {@code --mount=type=secret}.
 *
 * <pre>{@code @Secret("netrc")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Secret {
    /** Its id. */
    String value();

    /** The file in which the command finds it; by default {@code /run/secrets/ID}. */
    String target() default "";
}
