package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.engine.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Trees of git repositories. */
final class GitTrees {
    private static final String WITHOUT_LOG = "core.logAllRefUpdates=false";

    private final Git git;

    GitTrees(Git git) {
        this.git = git;
    }

    /**
     * Asks a repository for a ref.
     *
     * @param ref a tag, a branch or a commit; empty for the default branch
     * @throws UncheckedIOException if it does not answer or has no such ref, naming both
     */
    Git.Target resolve(String url, String ref) {
        try {
            return git.resolve(url, ref);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking " + url, e));
        }
    }

    /** Checks it out into a new folder, with a {@code .git} that knows its name and no more of its making than that. */
    Path fetch(String url, Git.Target target, Path folder, Consumer<String> output)
            throws IOException, InterruptedException {
        Files.createDirectory(folder);
        git.run(folder, output, "init", "--quiet");
        git.run(folder, output, "remote", "add", "origin", url);
        git.run(folder, output, "fetch", "--quiet", "--no-write-fetch-head", "--depth", "1", "origin", target.object());
        if (!target.name().isEmpty()) {
            git.run(folder, output, "-c", WITHOUT_LOG, "update-ref", target.name(), target.object());
        }
        git.run(folder, output, "-c", WITHOUT_LOG, "checkout", "--quiet", "--detach", target.object());
        // The numbers and times of these very files: git looks at them again where there are none.
        git.run(folder, output, "read-tree", "HEAD");
        return folder;
    }
}
