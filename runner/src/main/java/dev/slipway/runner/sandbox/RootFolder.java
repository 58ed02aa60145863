package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A folder that is the root of a file system: symbolic links in it lead to places in it, never to the host's. */
public record RootFolder(Path path) {
    private static final int MOST_LINKS = 40;

    /**
     * Where a path of the image is on the host, with every symbolic link on the way followed inside the root.
     *
     * @throws IOException if the links lead in a circle
     */
    public Path resolve(String inside) throws IOException {
        Deque<String> rest = names(inside);
        Path place = path;
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.equals("..")) {
                place = place.equals(path) ? path : parent(place);
                continue;
            }
            Path next = place.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new IOException("too many symbolic links in " + inside);
            }
            String target = Files.readSymbolicLink(next).toString();
            if (target.startsWith("/")) {
                place = path;
            }
            List<String> names = List.copyOf(names(target));
            for (int i = names.size() - 1; i >= 0; i--) {
                rest.push(names.get(i));
            }
        }
        return place;
    }

    /** Like {@link #resolve}, with folders made on the way to it and the last name left as it is. */
    public Path resolveForWriting(String inside) throws IOException {
        Deque<String> names = names(inside);
        if (names.isEmpty()) {
            return path;
        }
        String last = names.removeLast();
        Path folder = makeFolders(String.join("/", names));
        return folder.resolve(last);
    }

    /** The folder, made with its parents where it is not there: root's, mode 0755. */
    public Path makeFolders(String inside) throws IOException {
        Path place = path;
        String soFar = "";
        for (String name : names(inside)) {
            soFar = soFar + "/" + name;
            place = resolve(soFar);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(place);
                Files.setAttribute(place, "unix:mode", 0755);
            }
        }
        return place;
    }

    private static Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? place : parent;
    }

    private static Deque<String> names(String inside) {
        return new ArrayDeque<>(Arrays.stream(inside.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList());
    }
}
