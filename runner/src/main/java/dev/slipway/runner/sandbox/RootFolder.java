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
     * @param inside as definitions write it
     * @throws IOException if the links lead in a circle
     */
    public Path resolve(String inside) throws IOException {
        return follow(names(RawName.ofText(inside)), inside);
    }

    /**
     * Where a place in this root leads if it is a link.
     *
     * @throws IOException if the links lead in a circle
     */
    public Path follow(Path place) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        path.relativize(place).forEach(name -> names.add(RawName.of(name)));
        return follow(names, inside(place));
    }

    private Path follow(Deque<String> rest, String inside) throws IOException {
        Path place = path;
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.equals("..")) {
                place = place.equals(path) ? path : parent(place);
                continue;
            }
            Path next = RawName.resolve(place, name);
            if (!Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new IOException("too many symbolic links in " + inside);
            }
            String target = Linux.linkTarget(next);
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

    /**
     * Makes a folder and those above it that are not there either.
     *
     * @param place in this root, as {@link #resolve} gives it
     * @throws IOException if something that is no folder stands in the way, naming it
     */
    public void makeFolders(Path place, Accounts.Owner owner, int mode) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(inside(place) + " is no folder");
        }
        makeFolders(parent(place), owner, mode);
        Files.createDirectory(place);
        Linux.changeOwner(place, owner.user(), owner.group());
        Files.setAttribute(place, "unix:mode", mode);
    }

    /** What commands in this root call a place in it. */
    public String inside(Path place) {
        return "/" + path.relativize(place);
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
