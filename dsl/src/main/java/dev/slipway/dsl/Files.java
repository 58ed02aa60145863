package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file or folder of the context. Renders to {@code COPY}; the contents of a folder go into the target.
 *
 * <pre>{@code @Files(from = "bin/entry.sh", to = "/usr/local/bin/entry", mode = "0755")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Files.List.class)
public @interface Files {
    /** Its path in the context, character by character: there are no wildcards. */
    String from();

    /** An absolute path; with a slash at its end, a folder. */
    String to();

    /** {@code user} or {@code user:group}; by default root. Renders to {@code --chown}. */
    String owner() default "";

    /** Octal; by default the file's own. Renders to {@code --chmod}. */
    String mode() default "";

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Files[] value();
    }
}
