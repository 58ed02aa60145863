package dev.slipway.runner.comparison;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.layer.Compression;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All cases, built and pushed by one of the runner's engines. Messages of builds that failed are left in the folder. */
final class CaseBuilds {
    /** What a message starts with that no engine should have. */
    static final String DEFECT = "defect: ";

    private final Places places;
    private final String side;
    private final Path folder;
    private final List<Case> cases;
    private final Set<String> built = new HashSet<>();

    private CaseBuilds(Places places, String side, Path folder) {
        this.places = places;
        this.side = side;
        this.folder = folder;
        this.cases = Cases.all(places);
    }

    /** Where the message of a build that failed is. */
    static Path failure(Path folder, Case definition) {
        return folder.resolve(definition.name() + ".failure");
    }

    /** What the main class of a side's process gets, and {@link #of} understands. */
    static String[] arguments(String side, Path folder, Places places) {
        return new String[] {
            side, folder.toString(), places.registry(), places.web(), places.git(), System.getProperty(Cases.ONLY, ".*")
        };
    }

    /** Those that a side's process is told to build. */
    static CaseBuilds of(String... arguments) {
        System.setProperty(Cases.ONLY, arguments[5]);
        return new CaseBuilds(
                new Places(arguments[2], arguments[3], arguments[4]), arguments[0], Path.of(arguments[1]));
    }

    /** Starts a side's process, and returns when it has built all that it can. */
    static Path run(ProcessBuilder side, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = side.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the engine's process ended with " + code + ": " + Files.readString(log));
            }
            return log;
        } finally {
            process.destroy();
        }
    }

    /** What an engine has to know, with the files of all cases in place. */
    EngineSettings settings() throws IOException {
        Map<String, Context> contexts = new HashMap<>();
        for (Case each : cases) {
            Path context = Files.createDirectories(folder.resolve("contexts").resolve(each.name()));
            each.write(context);
            each.images().forEach(image -> contexts.put(image, new Context(context, each.context())));
        }
        Path token = Files.writeString(folder.resolve("token"), ComparisonIT.SECRET);
        return new EngineSettings(
                folder.resolve("store"),
                Optional.empty(),
                1,
                "",
                Map.of(),
                contexts,
                ComparisonIT.SOURCE_DATE,
                Map.of(),
                true,
                false,
                Compression.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Map.of(CommandCases.SECRET, new Secret.InFile(token)));
    }

    /**
     * Builds all, what they have in common first.
     *
     * @param workers how many at once
     */
    void build(Engine engine, int workers)
            throws IOException, InterruptedException, EngineException, ExecutionException {
        for (Node node : BuildGraph.of(cases.get(0).family()).nodes()) {
            if (node.image().equals(Case.BUSYBOX)) {
                engine.build(node, event -> {});
                built.add(node.id());
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<Boolean>> builds = cases.stream()
                    .<Callable<Boolean>>map(each -> () -> succeeds(engine, each))
                    .toList();
            for (Future<Boolean> build : threads.invokeAll(builds)) {
                build.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean succeeds(Engine engine, Case definition) throws IOException, InterruptedException {
        try {
            for (Node node : BuildGraph.of(definition.family()).nodes()) {
                if (!built.contains(node.id())) {
                    build(engine, definition, node);
                }
            }
            return true;
        } catch (EngineException e) {
            Files.writeString(failure(folder, definition), e.failure().toString());
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            Files.writeString(failure(folder, definition), DEFECT + trace);
        }
        return false;
    }

    private void build(Engine engine, Case definition, Node node) throws EngineException, InterruptedException {
        BuiltImage image = engine.build(node, event -> {});
        if (node.image().equals(definition.name())) {
            engine.upload(image, places.built(side, definition), event -> {}).publish();
        }
    }
}
