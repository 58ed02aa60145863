package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file from the network that is what its checksum says, or the build fails. Renders to {@code ADD --checksum}.
 *
 * <pre>{@code @Download(url = "{postgres-source}/v{pg.plain}/postgresql-{pg.plain}.tar.bz2", sha256 = "{pg.sha256}", to = "/src/")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Download.List.class)
public @interface Download {
    /** Its address. */
    String url();

    /** Its SHA-256: 64 hexadecimal digits in lower case, or a reference to them. */
    String sha256();

    /** An absolute path; with a slash at its end, a folder that keeps the name. */
    String to();

    /** {@code user} or {@code user:group}. */
    String owner() default "";

    /** Octal; by default 0600, as {@code ADD} does. */
    String mode() default "";

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Download[] value();
    }
}
