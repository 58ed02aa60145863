package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Family;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.testing.Images;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Runs of the engine in this process, on a store and families of {@link Images}. */
final class EngineRun {
    /** The time of all images. */
    static final Instant DATE = Instant.parse("2026-11-01T00:00:00Z");

    private final Path store;
    private final long keepStorage;
    private final Path context;
    private String profile = "";
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /**
     * Runs that keep all that they ever made.
     *
     * @param folder for the files that families name
     */
    EngineRun(Path folder, Path store) throws IOException {
        this(folder, store, Long.MAX_VALUE);
    }

    EngineRun(Path folder, Path store, long keepStorage) throws IOException {
        this.store = store;
        this.keepStorage = keepStorage;
        this.context = Files.createDirectories(folder.resolve("context"));
        if (!Files.exists(context.resolve("busybox"))) {
            Images.writeContext(context);
        }
    }

    /** Builds all nodes, by their names. */
    Map<String, BuiltImage> build(Family family) throws EngineException, InterruptedException {
        events.clear();
        Map<String, BuiltImage> built = new LinkedHashMap<>();
        try (EmbeddedEngine engine = engine(family, false)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                built.put(node.id(), engine.build(node, events::add));
            }
            engine.tidy();
        }
        return built;
    }

    /** The same with another profile. */
    EngineRun withProfile(String name) {
        profile = name;
        return this;
    }

    /** What would be done first if all nodes were built. */
    Optional<Rerun> why(Family family) throws EngineException, InterruptedException {
        try (EmbeddedEngine engine = engine(family, false)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                Optional<Rerun> first = engine.why(node);
                if (first.isPresent()) {
                    return first;
                }
            }
        }
        return Optional.empty();
    }

    /** Builds and publishes all nodes, and returns the digests of their manifests by the names of the nodes. */
    Map<String, String> push(Family family, RegistryServer server) throws EngineException, InterruptedException {
        events.clear();
        Map<String, String> published = new LinkedHashMap<>();
        try (EmbeddedEngine engine = engine(family, true)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                BuiltImage image = engine.build(node, events::add);
                String reference = server.host() + "/" + node.image() + ":" + node.tag();
                published.put(
                        node.id(), engine.upload(image, reference, events::add).publish());
            }
        }
        return published;
    }

    /** The steps that really ran in the last run, as {@code NODE: TITLE}. */
    List<String> steps() {
        return events.stream()
                .filter(Event.OperationStarted.class::isInstance)
                .map(Event.OperationStarted.class::cast)
                .map(event -> event.node() + ": " + event.operation().title())
                .toList();
    }

    /** What was printed in the last run. */
    List<String> lines() {
        return events.stream()
                .filter(Event.OutputLine.class::isInstance)
                .map(event -> ((Event.OutputLine) event).line())
                .toList();
    }

    private EmbeddedEngine engine(Family family, boolean publishes) throws EngineException, InterruptedException {
        Context visible = new Context(context, family.context());
        Map<String, Context> contexts =
                family.images().stream().collect(Collectors.toMap(image -> image.name(), image -> visible));
        EngineSettings settings = new EngineSettings(
                store,
                Optional.of(keepStorage),
                1,
                profile,
                Map.of(),
                contexts,
                DATE,
                Map.of(),
                publishes,
                false,
                Compression.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return EmbeddedEngine.open(settings, RegistryClients.anonymous());
    }
}
