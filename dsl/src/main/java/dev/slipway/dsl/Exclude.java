package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A combination of releases for which there is no image.
 *
 * <pre>{@code @Exclude({"pg=16", "debian=trixie"})}</pre> leaves out the variants in which both hold.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Exclude.List.class)
public @interface Exclude {
    /** {@code AXIS=VERSION} or {@code AXIS=MAJOR}; all must hold. */
    String[] value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Exclude[] value();
    }
}
