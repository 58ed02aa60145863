package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Alpine packages. Renders to {@code RUN apk add --no-cache}.
 *
 * <pre>{@code @ApkPackages({"bash", "git"})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(ApkPackages.List.class)
public @interface ApkPackages {
    /** Package names, with {@code =VERSION} or {@code ~=VERSION} where wanted. */
    String[] value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        ApkPackages[] value();
    }
}
