package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.sandbox.RawName;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something to be copied.
 *
 * @param place on the host, where links have led
 * @param name that it was called by, a {@link RawName}
 */
record CopySource(Path place, String name) {
    /**
     * What a path stands for.
     *
     * @throws IOException if there is no such thing
     */
    static CopySource at(RootFolder root, String path) throws IOException {
        Path place = root.resolve(path);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("there is no " + path + " to copy");
        }
        return new CopySource(place, RawName.ofText(path.substring(path.lastIndexOf('/') + 1)));
    }

    /**
     * What a path with wildcards stands for, as Go's {@code path/filepath} reads them; nothing if nothing fits.
     *
     * @param path absolute, without dots
     * @throws IOException if it has no wildcards and there is no such thing
     */
    static List<CopySource> matching(RootFolder root, String path) throws IOException {
        List<String> names =
                Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
        int plain =
                (int) names.stream().takeWhile(name -> !Wildcards.areIn(name)).count();
        if (plain == names.size()) {
            return List.of(at(root, path));
        }
        List<Path> found = List.of(root.resolve(String.join("/", names.subList(0, plain))));
        for (String name : names.subList(plain, names.size())) {
            found = matching(found, new Wildcards(name));
        }
        List<CopySource> sources = new ArrayList<>();
        for (Path place : found) {
            sources.add(new CopySource(root.follow(place), RawName.of(place)));
        }
        return sources;
    }

    /** Links are no folders here: what fits is found without following any. */
    private static List<Path> matching(List<Path> folders, Wildcards name) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> children = Files.list(folder)) {
                    children.filter(child -> name.fit(RawName.toText(RawName.of(child))))
                            .sorted(Comparator.comparing(RawName::of))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
