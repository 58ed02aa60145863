package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an image or stage starts from. Exactly one attribute is set. Renders to {@code FROM}.
 *
 * <pre>{@code @From("debian:bookworm")}</pre> renders to {@code FROM debian:bookworm}; {@code @From(image = CompilerBase.class)} renders to {@code FROM compilerbase}, with that image's stages before it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface From {
    /** An external image by reference; give it a tag or, better, a digest. */
    String value() default "";

    /** Another image of the catalogue; its axes become this image's. */
    Class<?> image() default void.class;

    /** A stage of the same image or fragment. */
    Class<?> stage() default void.class;

    /** In a fragment's stage: whatever the image that uses the fragment starts from. */
    boolean base() default false;
}
