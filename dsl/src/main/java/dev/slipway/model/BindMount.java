package dev.slipway.model;

import java.util.stream.Stream;

/** Files that are there only while a command runs, after BuildKit's {@code --mount=type=bind}. */
public sealed interface BindMount {
    /** A file or folder of the context; {@code .} is all of it. */
    record Context(String path, Text target, boolean writable) implements BindMount {
        public Context {
            requireAbsolute(target);
        }

        @Override
        public Stream<Base> sources() {
            return Stream.empty();
        }

        @Override
        public Stream<Reference> references() {
            return target.references();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.context(this);
        }
    }

    /** A file or folder of a stage or of another image, by its absolute path there. */
    record Image(Base source, Text path, Text target, boolean writable) implements BindMount {
        public Image {
            requireAbsolute(path);
            requireAbsolute(target);
        }

        @Override
        public Stream<Base> sources() {
            return Stream.of(source);
        }

        @Override
        public Stream<Reference> references() {
            return Stream.of(source.references(), path.references(), target.references())
                    .flatMap(references -> references);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.image(this);
        }
    }

    /** The absolute path at which the command sees them. */
    Text target();

    /** Whether the command may change them; what it changes is gone when it ends. */
    boolean writable();

    /** The stage or image that they are of; none if they are the context's. */
    Stream<Base> sources();

    /** References in it, with repeats. */
    Stream<Reference> references();

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of files. */
    interface Cases<R> {
        R context(Context mount);

        R image(Image mount);
    }

    private static void requireAbsolute(Text path) {
        if (!path.source().startsWith("/")) {
            throw new IllegalArgumentException("bind mount: '" + path + "' is not an absolute path");
        }
    }
}
