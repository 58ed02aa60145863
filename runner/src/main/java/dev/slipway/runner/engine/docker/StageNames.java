package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What Dockerfiles call stages, checks and bases: no name twice in a run, since BuildKit's progress tells of a build's
 * stages and of those of the images below it in one stream, and no name that an image of somebody else's could have.
 */
final class StageNames {
    /** Of what is readable in it: BuildKit wants names of contexts to be such as images can have. */
    private static final int LONGEST = 100;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /** A stage of a node. */
    String stage(Node node, String stage) {
        return name("stage", node.id() + "\0" + stage, node.id() + "-" + stage);
    }

    /** The stage that becomes the image. */
    String image(Node node) {
        return stage(node, node.main().name());
    }

    /** What has a file or folder of the context. */
    String file(String path) {
        return name(files, "file", path, path);
    }

    /** The check at an index from 0. */
    String check(Node node, int index) {
        return name("check", node.id() + "\0" + index, node.id());
    }

    /** An image of somebody else's that is made here. */
    String base(String reference) {
        return name("base", reference, reference);
    }

    private String name(String kind, String key, String wish) {
        return name(names, kind, key, wish);
    }

    private static String name(Map<String, String> names, String kind, String key, String wish) {
        String letters = wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String readable =
                letters.substring(0, Math.min(letters.length(), LONGEST)).replaceAll("^-|-$", "");
        synchronized (names) {
            return names.computeIfAbsent(
                    kind + "\0" + key,
                    absent ->
                            "slipway." + kind + "." + (names.size() + 1) + (readable.isEmpty() ? "" : "." + readable));
        }
    }
}
