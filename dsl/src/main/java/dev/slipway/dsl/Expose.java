package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ports on which the image listens. Renders to {@code EXPOSE}.
 *
 * <pre>{@code @Expose("5432/tcp")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Expose {
    /** Ports, with {@code /tcp} or {@code /udp} where wanted. */
    String[] value();
}
