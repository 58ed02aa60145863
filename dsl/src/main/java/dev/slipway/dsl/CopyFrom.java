package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file or folder of a stage or image. Renders to {@code COPY --from}. One of {@code stage}, {@code image} and {@code
 * external} is set.
 *
 * <pre>{@code @CopyFrom(stage = Build.class, from = "/build/out/", to = "/opt/citus/")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(CopyFrom.List.class)
public @interface CopyFrom {
    /** A stage of the same image or fragment. */
    Class<?> stage() default void.class;

    /** An image of the catalogue. */
    Class<?> image() default void.class;

    /** An external image by reference. */
    String external() default "";

    /**
     * An absolute path there. Its last parts may have wildcards: {@code *}, {@code ?} and {@code [a-z]}; if nothing fits
     * them, nothing is copied.
     */
    String from();

    /** An absolute path here; with a slash at its end, a folder. */
    String to();

    /**
     * {@code user} or {@code user:group}, for what is copied and for folders made on the way; by default each file keeps
     * the numbers that it has there.
     */
    String owner() default "";

    /** Octal; by default the file's own. */
    String mode() default "";

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        CopyFrom[] value();
    }
}
