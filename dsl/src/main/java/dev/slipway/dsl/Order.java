package dev.slipway.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which words come first where the compiler's own order is wrong: what stands left is executed before what stands
 * right, in this image, stage or fragment. The usual order is in the documentation and printed by {@code runner plan}.
 *
 * <pre>{@code @Order({LinkTools.class, AptPackages.class})}</pre>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Order.List.class)
public @interface Order {
    /** Primitive annotations or fragments of this declaration that bring steps, earliest first; at least two. */
    Class<? extends java.lang.annotation.Annotation>[] value();

    /** Several of them on one declaration; written by the compiler. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface List {
        Order[] value();
    }
}
