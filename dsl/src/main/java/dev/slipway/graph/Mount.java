package dev.slipway.graph;

import dev.slipway.model.CacheMount;

/** Something that a command sees only while it runs. */
public sealed interface Mount {
    /** A folder that survives between builds; its identity is {@code target}. */
    record Cache(String target, CacheMount.Sharing sharing) implements Mount {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.cache(this);
        }
    }

    /** A file or folder of the context, read-only. */
    record Context(String path, String target) implements Mount {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.context(this);
        }
    }

    /** A secret as a file readable by root only. */
    record Secret(String id, String target) implements Mount {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.secret(this);
        }
    }

    /** The absolute path at which the command sees it. */
    String target();

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of mount. */
    interface Cases<R> {
        R cache(Cache mount);

        R context(Context mount);

        R secret(Secret mount);
    }
}
