package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A git tree with its {@code .git}. Renders to {@code ADD --keep-git-dir=true URL#REF}.
 *
 * <pre>{@code @GitSource(url = "{citus}", ref = "v12.1.12", to = "/src/citus")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(GitSource.List.class)
public @interface GitSource {
    /** The repository, normally a reference to a {@link Source}. */
    String url();

    /** A tag, branch or commit. */
    String ref();

    /** An absolute path. */
    String to();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        GitSource[] value();
    }
}
