package dev.slipway.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A folder in memory that is empty when the command starts and gone when it ends. Renders to {@code --mount=type=tmpfs}.
 *
 * <pre>{@code @Tmpfs(value = "/tmp/build", size = "512m")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Tmpfs {
    /** Its absolute path while the command runs. What the image has there is hidden meanwhile. */
    String value();

    /** The most that it holds: bytes, or {@code 64k}, {@code 512m}, {@code 2g}; by default half of the machine's memory. */
    String size() default "";
}
