package dev.slipway.bench;

import java.io.IOException;
import java.util.Set;

/** Something that builds the family. */
interface Tool {
    String name();

    /** What it can be asked to do. */
    Set<Case> cases();

    /**
     * Forgets all that it has ever built.
     *
     * @param repository that images are named in from now on: {@code 127.0.0.1:5000/folder}
     */
    void begin(String repository) throws IOException, InterruptedException;

    /** Builds every image of the family. */
    void build(Family family) throws IOException, InterruptedException;

    /** Pushes every image of a family that it has built. */
    void push(Family family) throws IOException, InterruptedException;
}
