package dev.slipway.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file or folder that a command sees and no layer has: of a stage, an image, or, where none of {@code stage}, {@code
 * image} and {@code external} is set, of the context. Renders to {@code --mount=type=bind}.
 *
 * <pre>{@code @Bind(stage = Build.class, source = "/build/out", target = "/mnt/out")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Bind {
    /** A stage of the same image or fragment. */
    Class<?> stage() default void.class;

    /** An image of the catalogue. */
    Class<?> image() default void.class;

    /** An external image by reference. */
    String external() default "";

    /** A path in the context, or an absolute one there; by default all of it. Links in it are followed. */
    String source() default "";

    /** Its absolute path while the command runs. What the image has there is hidden meanwhile. */
    String target();

    /** Whether the command may change it; what it changes is gone when it ends. */
    boolean rw() default false;
}
