package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The family as it is built at first, and with the changes that are timed; each stands on the one before.
 *
 * @param first as the sources have it
 * @param onePackage with {@link Edit#ONE_PACKAGE}
 * @param oneVersion with {@link Edit#ONE_VERSION}, too
 */
record Families(Family first, Family onePackage, Family oneVersion) {
    static Families compile(Path sources, Path folder, Ports ports) throws IOException {
        List<Edit> places = List.of(Edit.archive(ports), Edit.debian(ports), Edit.python(ports));
        return new Families(
                Family.compile(sources, folder.resolve("first"), places),
                Family.compile(sources, folder.resolve("package"), with(places, Edit.ONE_PACKAGE)),
                Family.compile(
                        sources, folder.resolve("version"), with(with(places, Edit.ONE_PACKAGE), Edit.ONE_VERSION)));
    }

    private static List<Edit> with(List<Edit> edits, Edit more) {
        return Stream.concat(edits.stream(), Stream.of(more)).toList();
    }

    /** What a case builds or pushes. */
    Family of(Case what) {
        return switch (what) {
            case COLD, WARM, PUSH_EMPTY, PUSH_FULL -> first;
            case ONE_PACKAGE -> onePackage;
            case ONE_VERSION -> oneVersion;
        };
    }
}
