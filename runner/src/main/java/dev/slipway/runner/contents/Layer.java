package dev.slipway.runner.contents;

import dev.slipway.runner.layer.LayerListing;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one layer adds, and what it takes away from those below it.
 *
 * @param files all but folders, by their paths, with what is known of each
 * @param folders by their paths
 * @param whiteouts what is taken away, with all that is in it
 * @param opaque the folders of which nothing of the layers below stays
 */
record Layer<T>(Map<String, T> files, Set<String> folders, Set<String> whiteouts, Set<String> opaque) {

    /** What to know of a file. */
    interface Reader<T> {
        /** Of what is no hard link and no folder. */
        T read(LayerListing.Entry entry, InputStream content) throws IOException;
    }

    /** Reads a layer's archive. */
    static <T> Layer<T> read(InputStream archive, Reader<T> reader) throws IOException {
        Layer<T> layer = new Layer<>(new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        LayerListing.read(archive, (entry, content) -> layer.add(entry, content, reader));
        return layer;
    }

    private void add(LayerListing.Entry entry, InputStream content, Reader<T> reader) throws IOException {
        switch (entry.kind()) {
            case FILE, SYMBOLIC_LINK, SPECIAL -> files.put(entry.path(), reader.read(entry, content));
            case HARD_LINK -> {
                // A layer has what its hard links lead to, and before them.
                T target = files.get(entry.link());
                if (target != null) {
                    files.put(entry.path(), target);
                }
            }
            case FOLDER -> folders.add(entry.path());
            case WHITEOUT -> whiteouts.add(entry.path());
            case OPAQUE -> opaque.add(entry.path());
        }
    }

    /** What is there once all layers lie upon each other, the first at the bottom. */
    static <T> NavigableMap<String, T> stacked(Iterable<Layer<T>> layers) {
        NavigableMap<String, T> all = new TreeMap<>();
        for (Layer<T> layer : layers) {
            layer.opaque().forEach(folder -> below(all, folder).clear());
            layer.whiteouts().forEach(path -> {
                all.remove(path);
                below(all, path).clear();
            });
            layer.folders().forEach(all::remove);
            layer.files().forEach((path, file) -> {
                below(all, path).clear();
                all.put(path, file);
            });
        }
        return all;
    }

    private static <T> Map<String, T> below(NavigableMap<String, T> all, String folder) {
        if (folder.isEmpty()) {
            return all;
        }
        // The character after the slash.
        return all.subMap(folder + "/", true, folder + "0", false);
    }
}
