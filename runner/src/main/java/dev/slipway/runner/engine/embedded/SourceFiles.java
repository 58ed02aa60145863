package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Mounts files that an instruction takes from elsewhere. */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * Mounts layers to read only.
     *
     * @param layers bottom first
     * @param folder a new one to work in
     */
    static Overlay mount(List<Path> layers, Path folder) throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        return Overlay.mountReadOnly(atLeastOne(layers, folder), empty, folder.resolve("files"));
    }

    /** Mounts layers to be changed: what is changed stays in the folder. */
    static Overlay mountWritable(List<Path> layers, Path folder) throws IOException {
        Path upper = Files.createDirectories(folder.resolve("upper"));
        Path work = Files.createDirectories(folder.resolve("work"));
        return Overlay.mount(atLeastOne(layers, folder), upper, work, folder.resolve("files"));
    }

    /** An overlay wants something to lie on. */
    private static List<Path> atLeastOne(List<Path> layers, Path folder) throws IOException {
        return layers.isEmpty() ? List.of(Files.createDirectories(folder.resolve("none"))) : layers;
    }

    /**
     * Where what a path stands for is on the host: links lead to places below the root only.
     *
     * @throws IOException if there is no such thing
     */
    static Path place(Path root, String path) throws IOException {
        Path place = new RootFolder(root).resolve(ImagePaths.absolute("/", path));
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("there is no " + path + " to mount");
        }
        return place;
    }
}
