package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is built on one builder. */
final class Bakery {
    private final Buildx buildx;
    private final Builder builder;
    private final Path folder;
    private final boolean publishes;
    private final Set<BakeRun> running = ConcurrentHashMap.newKeySet();

    /**
     * One of a builder.
     *
     * @param folder for files that are gone with the engine
     * @param publishes whether images will be uploaded, and so stand on what registries have
     */
    Bakery(Buildx buildx, Builder builder, Path folder, boolean publishes) {
        this.buildx = buildx;
        this.builder = builder;
        this.folder = folder;
        this.publishes = publishes;
    }

    Builder builder() {
        return builder;
    }

    /** Builds targets of a file. */
    BakeRun.End bake(BakeFile file, List<Target> wanted, Order order, BuildProgress progress)
            throws IOException, InterruptedException {
        Path written = Files.createTempFile(folder, "bake", ".json");
        Files.writeString(written, file.text(wanted, order, builder));
        List<String> words = new ArrayList<>(List.of(
                "bake", "--builder", builder.name(), "--progress=rawjson", "--provenance=false", "--file=" + written));
        if (publishes && builder.isDocker()) {
            // The daemon has images of its own, which may be older than those of the same names in registries.
            words.add("--pull");
        }
        words.addAll(order.options());
        wanted.forEach(target -> words.add(Target.name(target.stage())));
        try (BakeRun run = BakeRun.start(buildx.build(words))) {
            running.add(run);
            try {
                return run.follow(progress);
            } finally {
                running.remove(run);
            }
        }
    }

    /** What is to be said of the builder when it is gone. */
    EngineException gone(String why) {
        return Buildx.unavailable(
                "builder '" + builder.name() + "' is gone: " + why,
                "See whether it still runs with: " + buildx + " inspect " + builder.name());
    }

    /** Has the daemon of Docker's own builder do something, which is that of the context that it is named after. */
    void docker(String... words) throws EngineException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("docker", "--context", builder.name()));
        line.addAll(List.of(words));
        ShortRun.Outcome outcome = ShortRun.of(buildx.programs(), line)
                .orElseThrow(() ->
                        Buildx.unavailable("there is no docker program", "Install it with: apt-get install docker.io"));
        if (outcome.exitCode() != 0) {
            throw Buildx.unavailable(
                    "docker cannot " + words[0] + " what it has built: " + outcome.lastLine(),
                    "See that its disk has room");
        }
    }

    /** Ends all that is still running. */
    void close() {
        running.forEach(BakeRun::kill);
    }
}
