package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The folder that containers of the image start in; made if it is not there. Renders to {@code WORKDIR} at the end.
 *
 * <pre>{@code @Workdir("/home/circleci")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Workdir {
    /** An absolute path. */
    String value();
}
