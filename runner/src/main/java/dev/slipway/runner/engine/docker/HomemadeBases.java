package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Digests;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.LastLines;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.profile.BaseRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Images of somebody else's that a profile has made here, each as a folder that a builder can build. */
final class HomemadeBases {
    private final Path folder;
    private final Debootstrap debootstrap;

    /** @param folder that is kept from run to run */
    HomemadeBases(Path folder, Debootstrap debootstrap) {
        this.folder = folder;
        this.debootstrap = debootstrap;
    }

    /**
     * What builds one. It is made once: others wait for it.
     *
     * @param stage what builds the image
     * @param node whose base it is, for the events
     */
    synchronized Target find(
            BaseRecipe.Debootstrapped recipe, String reference, String stage, String node, EventListener events)
            throws EngineException, InterruptedException {
        try {
            Path home = folder.resolve(Digests.of("debootstrapped", recipe.suite(), recipe.packages())
                    .replaceFirst("^.*:", ""));
            Path archive = home.resolve("base.tar");
            if (!Files.exists(archive)) {
                make(recipe, reference, node, archive, events);
            }
            Path dockerfile = Files.writeString(home.resolve("Dockerfile." + stage), """
                    FROM scratch AS %s
                    ADD base.tar /
                    CMD ["bash"]
                    """.formatted(stage));
            return new Target(stage, home, dockerfile, Set.of(), List.of());
        } catch (IOException e) {
            throw Buildx.unavailable(
                    "cannot keep bases in " + folder + ": " + e.getMessage(), "See that its disk has room");
        }
    }

    private void make(
            BaseRecipe.Debootstrapped recipe, String reference, String node, Path archive, EventListener events)
            throws IOException, EngineException, InterruptedException {
        Instant start = Instant.now();
        events.on(new Event.BaseStarted(node, reference, "debootstrap " + recipe.suite()));
        LastLines lines = new LastLines(line -> events.on(new Event.OutputLine(node, reference, line)));
        Files.createDirectories(archive.resolveSibling("."));
        Path draft = Files.createTempFile(archive.getParent(), "draft", ".tar");
        try {
            int code = debootstrap.run(recipe, "auto", draft, lines);
            if (code != 0) {
                String message = "mmdebstrap ended with exit code " + code;
                throw new EngineException(new Failure.BaseFailed(node, reference, message, lines.lines()));
            }
            Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        events.on(new Event.BaseFinished(node, reference, Duration.between(start, Instant.now())));
    }
}
