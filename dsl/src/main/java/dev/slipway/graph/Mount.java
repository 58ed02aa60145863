package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Text;
import java.util.stream.Stream;

/** Something that a command sees only while it runs. */
public sealed interface Mount {
    /** A folder that survives between builds; its identity is {@code target}. */
    record Cache(Text target, CacheMount.Sharing sharing) implements Mount {
        @Override
        public Mount resolve(Resolution resolution) {
            return new Cache(resolution.text(target), sharing);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.cache(this);
        }
    }

    /** A file or folder of the context. */
    record Context(String path, Text target, boolean writable) implements Mount {
        @Override
        public Mount resolve(Resolution resolution) {
            return new Context(path, resolution.text(target), writable);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.context(this);
        }
    }

    /** A file or folder of a stage or image. */
    record Image(Base source, Text path, Text target, boolean writable) implements Mount {
        @Override
        public Stream<Text> texts() {
            return Stream.of(source.texts(), Stream.of(path, target)).flatMap(texts -> texts);
        }

        @Override
        public Mount resolve(Resolution resolution) {
            return new Image(resolution.base(source), resolution.text(path), resolution.text(target), writable);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.image(this);
        }
    }

    /** A secret as a file readable by root only. */
    record Secret(String id, Text target) implements Mount {
        @Override
        public Mount resolve(Resolution resolution) {
            return new Secret(id, resolution.text(target));
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.secret(this);
        }
    }

    /** A folder in memory; of a size of 0, it holds as many bytes as the machine gives. */
    record Tmpfs(Text target, long size) implements Mount {
        @Override
        public Mount resolve(Resolution resolution) {
            return new Tmpfs(resolution.text(target), size);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.tmpfs(this);
        }
    }

    /** The absolute path at which the command sees it. */
    Text target();

    /** All of its texts that may hold references. */
    default Stream<Text> texts() {
        return Stream.of(target());
    }

    /** The same with every reference replaced by its value. */
    Mount resolve(Resolution resolution);

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of mount. */
    interface Cases<R> {
        R cache(Cache mount);

        R context(Context mount);

        R image(Image mount);

        R secret(Secret mount);

        R tmpfs(Tmpfs mount);
    }
}
