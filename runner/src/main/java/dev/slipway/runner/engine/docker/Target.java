package dev.slipway.runner.engine.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Something that Bake builds.
 *
 * @param stage of the Dockerfile
 * @param contexts stages of other targets that the Dockerfile starts from or copies from
 * @param secrets as Bake has them: {@code id=token,src=/path}
 * @param title tells it from all others, and is the same in all runs: {@code extbuilder:16.13}
 */
record Target(String stage, Path context, Path dockerfile, Set<String> contexts, List<String> secrets, String title) {
    Target {
        contexts = Set.copyOf(contexts);
        secrets = List.copyOf(secrets);
    }

    /** What Bake calls the target that builds a stage. */
    static String name(String stage) {
        return stage.replace('.', '_');
    }
}
