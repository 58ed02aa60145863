package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The user that containers of the image run as; building steps run as root all the same. Renders to {@code USER} at
 * the end.
 *
 * <pre>{@code @RunAs("circleci")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RunAs {
    /** A name or number, with {@code :group} where wanted. */
    String value();
}
