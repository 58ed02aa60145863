package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Python libraries. Renders to {@code RUN python3 -m pip install} with a cache mount; pip checks hashes when the
 * requirements have them.
 *
 * <pre>{@code @PythonLibs(requirements = "python/requirements.txt")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(PythonLibs.List.class)
public @interface PythonLibs {
    /** Pins: {@code pytest==9.0.3}. */
    String[] value() default {};

    /** A requirements file of the context. */
    String requirements() default "";

    /** The package index, normally a reference to a {@link Source}; empty for pip's own. */
    String index() default "";

    /** Install beside the distribution's own libraries where it marks them as its own (PEP 668). */
    boolean breakSystemPackages() default false;

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        PythonLibs[] value();
    }
}
