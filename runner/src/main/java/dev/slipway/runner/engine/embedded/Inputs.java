package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the result of a step depends on, and nothing else, by names that people know.
 *
 * @param key stands for the values, whatever their names
 */
record Inputs(List<Input> all, String key) {
    Inputs {
        all = List.copyOf(all);
    }

    /** Those of a kind of step. */
    static Inputs of(String kind, Input... all) {
        List<Object> parts = new ArrayList<>();
        parts.add(kind);
        for (Input input : all) {
            parts.add(input.value());
        }
        return new Inputs(List.of(all), Digests.of(parts.toArray()));
    }

    /** What a value looks like, which says how a change of it is told. */
    enum Shape {
        /** The files that a step works on, by their key. */
        FILES_BEFORE,
        /** Files that it only reads, by their key. */
        FILES_READ,
        /** Something short. */
        VALUE,
        /** A text, or words of which the last may be one. */
        LINES,
        /** Values by their names. */
        VARIABLES,
        /** Lists of a path, a digest and more. */
        FILES,
        /** Lists of a type, a target and more, which may be files. */
        MOUNTS
    }

    record Input(String name, Shape shape, Object value) {}

    static Input before(Snapshot before) {
        return new Input("the files before it", Shape.FILES_BEFORE, before.filesKey());
    }

    static Input read(String name, Snapshot source) {
        return new Input("the files of " + name, Shape.FILES_READ, source.filesKey());
    }

    static Input value(String name, Object value) {
        return new Input(name, Shape.VALUE, value);
    }

    static Input lines(String name, Object value) {
        return new Input(name, Shape.LINES, value);
    }

    static Input variables(Object value) {
        return new Input("variable", Shape.VARIABLES, value);
    }

    static Input files(Object value) {
        return new Input("file", Shape.FILES, value);
    }

    static Input mounts(Object value) {
        return new Input("mount", Shape.MOUNTS, value);
    }
}
