package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Debian packages. Neighbouring ones merge into one {@code RUN apt-get install --no-install-recommends} in which they
 * are sorted, with cache mounts for lists and archives.
 *
 * <pre>{@code @AptPackages({"bison", "postgresql-{pg.major}-wal2json"})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(AptPackages.List.class)
public @interface AptPackages {
    /** Package names, with {@code =VERSION} where one must be exact. */
    String[] value();

    /** Take them from this suite, whatever other repositories offer: renders to {@code NAME/SUITE}. */
    String suite() default "";

    /** Install what they recommend as well. */
    boolean recommends() default false;

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        AptPackages[] value();
    }
}
