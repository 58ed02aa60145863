package dev.slipway.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a store keeps what. Every version of the layout has a folder of its own in the store's: runners of different
 * versions share a store without reading what they would misunderstand.
 */
record Layout(Path folder) {
    /** To be counted up when files get another form, or steps another meaning. */
    static final int VERSION = 4;

    /** In the folder of a cache, as old as its last use. */
    static final String USED = "used";

    private static final String VERSION_FILE = "version";

    /** Makes what is not there. */
    static Layout in(Path store) throws IOException {
        Path folder = Files.createDirectories(store).toRealPath().resolve("v" + VERSION);
        Layout layout = new Layout(folder);
        for (Path part : List.of(
                layout.layers(),
                layout.steps(),
                layout.blobs(),
                layout.archives(),
                layout.caches(),
                layout.builds(),
                layout.locks(),
                layout.work())) {
            Files.createDirectories(part);
        }
        Path version = folder.resolve(VERSION_FILE);
        if (!Files.exists(version)) {
            Files.writeString(version, VERSION + "\n");
        }
        return layout;
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    /** {@code ID/files} an overlay folder, {@code ID/seal} what it was when it was kept. */
    Path layers() {
        return folder.resolve("layers");
    }

    /** {@code KEY} an {@link Entry} each. */
    Path steps() {
        return folder.resolve("steps");
    }

    /** Files by the hexadecimal digits of their digests. */
    Path blobs() {
        return folder.resolve("blobs");
    }

    /** {@code ID-SECONDS} the digests of a layer's archive. */
    Path archives() {
        return folder.resolve("archives");
    }

    /** {@code NAME/files} the folder of a cache mount, {@code NAME/used} as old as its last use. */
    Path caches() {
        return folder.resolve("caches");
    }

    /** What is written down of the last build of an image each, by the digest of its name. */
    Path builds() {
        return folder.resolve("builds");
    }

    Path locks() {
        return folder.resolve("locks");
    }

    /** {@code OWNER} work in progress, of an open store each. */
    Path work() {
        return folder.resolve("tmp");
    }
}
