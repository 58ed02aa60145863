package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.layer.Fingerprint;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The digests of what mounts show of stages and images. Each part of a snapshot is read once: its digest is then known
 * like the result of a step, as a layer with a single file.
 */
final class MountedParts {
    private static final String DIGEST = "digest";

    private final StepCache steps;
    private final Sight sight;

    MountedParts(StepCache steps, Store store) {
        this(steps, store::check);
    }

    private MountedParts(StepCache steps, Sight sight) {
        this.steps = steps;
        this.sight = sight;
    }

    /** Makes sure that layers are as they were. */
    private interface Sight {
        void check(List<Path> layers) throws IOException;
    }

    /**
     * The same for whoever only wants to know, and first of all of a digest that is not known. He may see other owners
     * than those who made the layers, and a digest that is another leads to steps that are not known either.
     */
    MountedParts telling(Runnable missing) {
        return new MountedParts(steps.telling(missing), layers -> {});
    }

    /**
     * The digest of a file or folder, with all that a command can see of it.
     *
     * @param path an absolute one in the snapshot
     * @throws IOException if there is no such thing
     */
    String digest(Snapshot source, String path) throws IOException, InterruptedException, CommandFailed {
        Inputs inputs = Inputs.of("part", Inputs.read("the source", source), Inputs.value("the path", path));
        Change.Work work = new Change.Work(inputs, source.folders(), 0, workspace -> write(source, path, workspace));
        StepCache.Task task = new StepCache.Task(work, StepCache.Keep.CHANGES, () -> {}, line -> {});
        Path layer = steps.once(task, List.of()).layer().orElseThrow();
        sight.check(List.of(layer));
        return Files.readString(layer.resolve(DIGEST));
    }

    private static void write(Snapshot source, String path, Workspace workspace) throws IOException {
        Overlay overlay =
                SourceFiles.mount(source.folders(), workspace.scratch().resolve("part"));
        try (overlay) {
            String digest = Fingerprint.contentOf(SourceFiles.place(overlay.root(), path));
            Files.writeString(workspace.root().path().resolve(DIGEST), digest);
        }
    }
}
