package dev.slipway.runner.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class' tests run where the engine does: as root in namespaces of their own, whoever runs the build. All run in one
 * other JVM, which has the C locale, so that nothing may lean on that of the machine. They take no parameters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Relaunch.class)
public @interface InNamespace {
    /** Whether all of it has to be the same for an ordinary user: where root runs the build, each runs a second time. */
    boolean andAsOrdinaryUser() default false;
}
