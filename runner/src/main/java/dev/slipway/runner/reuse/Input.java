package dev.slipway.runner.reuse;

import java.util.Locale;

/**
 * Something that an image depends on.
 *
 * @param name for people; it counts for nothing
 * @param value equal for what is equal: a digest, a commit, or a few words
 */
public record Input(Kind kind, String name, String value) {
    /** What it is. */
    public enum Kind {
        /** What the image is for, in one value. */
        PLATFORM,
        /** A stage, and what it starts from. */
        STAGE,
        /** An image of somebody else's. */
        BASE,
        /** An image of the same family, by its fingerprint. */
        IMAGE,
        /** What a ref of a git repository stands for. */
        SOURCE,
        STEP,
        /** A file of the context. */
        FILE,
        CHECK;

        /** As documents and people have it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code file install.sh}. */
    String title() {
        return name.isEmpty() ? kind.text() : kind.text() + " " + name;
    }
}
