package dev.slipway.runner.lock;

import java.util.Comparator;

/**
 * Something of which there is another now than the one that is locked.
 *
 * @param name as {@code --update} takes it, or that of an axis
 * @param available what there is now; {@link #NONE} if it is gone
 */
public record Newer(Kind kind, String name, String locked, String available) implements Comparable<Newer> {
    /** Stands for what is not there any more. */
    public static final String NONE = "none";

    private static final Comparator<Newer> ORDER = Comparator.comparing(Newer::kind)
            .thenComparing(Newer::name)
            .thenComparing(Newer::locked)
            .thenComparing(Newer::available);

    /** What it is, in the order in which it is shown. */
    public enum Kind {
        /** An image that is pulled. */
        BASE,
        /** A ref of a git repository. */
        GIT,
        /** A release of an axis, by the packages that have its version. */
        RELEASE,
        /** A Debian package. */
        PACKAGE
    }

    @Override
    public int compareTo(Newer other) {
        return ORDER.compare(this, other);
    }
}
