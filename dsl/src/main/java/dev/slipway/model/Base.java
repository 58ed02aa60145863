package dev.slipway.model;

import java.util.stream.Stream;

/** What a stage starts from, or what files are copied from. */
public sealed interface Base {
    /** An image of somebody else's, by reference: {@code debian:bookworm}. */
    record External(Text reference) implements Base {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.external(this);
        }
    }

    /** An image of the same family: its name in a {@link Family}, the id of a node in a resolved graph. */
    record OfImage(String image) implements Base {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.ofImage(this);
        }
    }

    /** A stage of the same image, by name. */
    record OfStage(String stage) implements Base {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.ofStage(this);
        }
    }

    <R> R accept(Cases<R> cases);

    /** Its texts that may hold references. */
    default Stream<Text> texts() {
        return this instanceof External external ? Stream.of(external.reference()) : Stream.empty();
    }

    default Stream<Reference> references() {
        return texts().flatMap(Text::references);
    }

    /** One answer for each kind of base. */
    interface Cases<R> {
        R external(External base);

        R ofImage(OfImage base);

        R ofStage(OfStage base);
    }
}
