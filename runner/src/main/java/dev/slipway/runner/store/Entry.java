package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the store knows of a step.
 *
 * @param layer what it made; empty if it changed no file
 * @param below the layers that it worked on, bottom first
 */
record Entry(Optional<String> layer, List<String> below) {
    private static final String NOTHING = "-";

    Entry {
        below = List.copyOf(below);
    }

    static Optional<Entry> read(Path file) throws IOException {
        return SealedLines.read(file)
                .map(lines -> new Entry(
                        lines.get(0).equals(NOTHING) ? Optional.empty() : Optional.of(lines.get(0)),
                        lines.subList(1, lines.size())));
    }

    /** All layers that it names. */
    Stream<String> layers() {
        return Stream.concat(layer.stream(), below.stream());
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(layer.orElse(NOTHING)));
        lines.addAll(below);
        SealedLines.write(file, lines);
    }
}
