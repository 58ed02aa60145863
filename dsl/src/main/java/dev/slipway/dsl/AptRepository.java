package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An apt repository, trusted with its own key and no other. Renders to a {@code COPY} of the key to {@code
 * /usr/share/keyrings} and of a deb822 file to {@code /etc/apt/sources.list.d/NAME.sources} with {@code Signed-By}.
 *
 * <pre>{@code @AptRepository(name = "pgdg", url = "{pgdg}", suites = "bookworm-pgdg", key = "keys/pgdg.asc")}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(AptRepository.List.class)
public @interface AptRepository {
    /** Names its files and lets a profile replace it. */
    String name();

    /** Its address, normally a reference to a {@link Source}. */
    String url();

    /** Its suites. */
    String[] suites();

    /** Its components. */
    String[] components() default "main";

    /** The file of the context with its public key, ASCII-armoured ({@code .asc}) or binary ({@code .gpg}). */
    String key();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        AptRepository[] value();
    }
}
