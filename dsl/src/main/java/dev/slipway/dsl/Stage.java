package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a builder stage of the image or fragment that it is nested in: things are made there and taken from it with
 * {@link CopyFrom}, and it leaves nothing else behind.
 *
 * <pre>{@code @Stage @From("alpine:3.22") @ApkPackages("gcc") interface Build {}}</pre> renders to {@code FROM alpine:3.22 AS build}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Stage {
    /**
     * Its name in the Dockerfile; by default its image's or fragment's name and its own in lower case, joined by a
     * dash.
     */
    String name() default "";
}
