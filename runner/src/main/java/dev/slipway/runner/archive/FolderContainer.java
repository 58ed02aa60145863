package dev.slipway.runner.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with files in folders. */
record FolderContainer(Path folder) implements Container {
    @Override
    public void add(String name, byte[] content) throws IOException {
        Files.write(place(name), content);
    }

    @Override
    public void add(String name, Path file) throws IOException {
        Files.copy(file, place(name));
    }

    private Path place(String name) throws IOException {
        Path place = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).resolveSibling("."));
        return place;
    }

    @Override
    public void close() {
        // Every file is closed already.
    }
}
