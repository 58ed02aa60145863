package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the package that declares a family of images. One a package; the classes of the package, and no others, are
 * its images, axes and fragments' users.
 *
 * <pre>{@code @Catalog(repository = "citus") package dev.slipway.definitions;}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Catalog {
    /**
     * Where images are pushed unless {@code --repo} or {@code DOCKER_REPO} says otherwise: {@code citus}, {@code
     * ghcr.io/org}. Becomes the default of the Bake variable {@code DOCKER_REPO}.
     */
    String repository();

    /**
     * The simple name of the generated catalogue class; by default the repository's last part in camel case and {@code
     * Images}, as in {@code CitusImages}.
     */
    String name() default "";
}
