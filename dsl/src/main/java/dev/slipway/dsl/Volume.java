package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Folders that are volumes. Renders to {@code VOLUME}.
 *
 * <pre>{@code @Volume("/var/lib/postgresql/data")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Volume {
    /** Absolute paths. */
    String[] value();
}
