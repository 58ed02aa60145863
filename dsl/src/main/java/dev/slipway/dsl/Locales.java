package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Locales to generate; the package {@code locales} must be there. Renders to lines in {@code /etc/locale.gen} and
 * {@code RUN locale-gen}.
 *
 * <pre>{@code @Locales({"da_DK.UTF-8 UTF-8", "da_DK ISO-8859-1"})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Locales.List.class)
public @interface Locales {
    /** Lines of {@code /etc/locale.gen}. */
    String[] value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Locales[] value();
    }
}
