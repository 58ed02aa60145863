package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A command: lines for the stage's shell, or a script file of the context. Renders to {@code RUN} with a heredoc, or
 * with the script bind-mounted under {@code /run/slipway}. It stops at the first line that fails.
 *
 * <pre>{@code @Run(script = "install-postgres.sh", env = @Env(name = "PG_VERSION", value = "{pg}"))}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Run.List.class)
public @interface Run {
    /**
     * Lines; a reference becomes a shell variable, so keep it out of single quotes. Where the first one is {@code
     * #!/usr/bin/env python3} or the like, that program executes them, as they are: no {@code env}, and references only for
     * a shell.
     */
    String[] value() default {};

    /** A file of the context with a {@code #!} line; references in it mean nothing, pass them by {@code env}. */
    String script() default "";

    /** Variables for this command only. */
    Env[] env() default {};

    /** Whether it may reach the network: {@code false} renders to {@code --network=none}. */
    boolean network() default true;

    /** Folders that survive between builds. */
    Cache[] caches() default {};

    /** Secrets, as files. */
    Secret[] secrets() default {};

    /** Folders in memory. */
    Tmpfs[] tmpfs() default {};

    /** Files of stages, images and the context. */
    Bind[] binds() default {};

    /** Further files or folders of the context, under {@code /run/slipway} while it runs. */
    String[] files() default {};

    /** Who executes it; by default root. */
    String user() default "";

    /** The longest that it may take, {@code 90s} or {@code 1h30m}: then the runner ends it, and the step has failed. */
    String timeout() default "";

    /** How often the runner tries it again after it failed, each time later, and from the files before it. */
    int retries() default 0;

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Run[] value();
    }
}
