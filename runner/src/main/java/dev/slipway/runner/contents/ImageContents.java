package dev.slipway.runner.contents;

import dev.slipway.runner.packages.Facts;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of an image by their paths, folders left out. */
public final class ImageContents {
    private final SortedMap<String, FileState> files;

    ImageContents(NavigableMap<String, FileState> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    SortedMap<String, FileState> files() {
        return files;
    }

    PackageList packages() {
        SortedMap<String, Facts> facts = new TreeMap<>();
        files.forEach((path, file) -> facts.put(path, file.facts()));
        return PackageList.of(facts);
    }

    long size() {
        return files.values().stream().mapToLong(FileState::size).sum();
    }
}
