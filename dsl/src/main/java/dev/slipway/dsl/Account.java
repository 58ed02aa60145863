package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An unprivileged user with a group of the same name and a home. Renders to {@code RUN useradd} (on Alpine {@code
 * adduser}).
 *
 * <pre>{@code @Account("circleci")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Account.List.class)
public @interface Account {
    /** The user's name. */
    String value();

    /** The user's number; 0 lets the system choose. */
    int uid() default 0;

    /** By default {@code /home/NAME}. */
    String home() default "";

    /** The login shell. */
    String shell() default "/bin/bash";

    /** Further groups, which must exist. */
    String[] groups() default {};

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Account[] value();
    }
}
