package dev.slipway.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A folder that survives between builds and is in no layer. Renders to {@code --mount=type=cache}.
 *
 * <pre>{@code @Cache("/root/.cargo/registry")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Cache {
    /** Its absolute path while the command runs. */
    String value();

    /** What happens when two commands want it at once. */
    Sharing sharing() default Sharing.SHARED;
}
