package dev.slipway.runner.engine.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in an image as definitions write them: relative to the working folder, with dots and doubled slashes. */
final class ImagePaths {
    private ImagePaths() {}

    /** The absolute path, without dots; links play no part in it. */
    static String absolute(String workdir, String path) {
        String joined = path.startsWith("/") ? path : workdir + "/" + path;
        Deque<String> names = new ArrayDeque<>();
        for (String name : joined.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    /** The same for what files are copied to, where a slash at the end tells that it is a folder; so does a dot. */
    static String target(String workdir, String path) {
        String absolute = absolute(workdir, path);
        boolean isFolder = path.isEmpty() || path.equals(".") || path.endsWith("/") || path.endsWith("/.");
        return isFolder && !absolute.endsWith("/") ? absolute + "/" : absolute;
    }
}
