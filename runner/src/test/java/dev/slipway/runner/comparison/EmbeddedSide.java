package dev.slipway.runner.comparison;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.OrdinaryUser;
import dev.slipway.runner.sandbox.TestJvm;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds all cases with the embedded engine and pushes them, in a process of its own: a user's, and in a namespace. */
final class EmbeddedSide {
    private final Places places;
    private final String name;
    private final Path folder;

    private EmbeddedSide(Places places, String name, Path folder) {
        this.places = places;
        this.name = name;
        this.folder = folder;
    }

    /**
     * Builds all cases in a process of their own, and returns its log when it has ended.
     *
     * @param name under which the images are pushed
     * @param folder an empty folder for the store
     */
    static Path asWhoeverThisIs(String name, Path folder, Places places) throws IOException, InterruptedException {
        return run(TestJvm.command(EmbeddedSide.class, arguments(name, folder, places)), folder);
    }

    /** The same in the name of an ordinary user. */
    static Path asOrdinaryUser(String name, Path folder, Places places) throws IOException, InterruptedException {
        String classPath = OrdinaryUser.readable(
                TestJvm.classPath(), Files.createDirectories(folder.resolveSibling(name + "-classes")));
        Files.setOwner(
                folder,
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OrdinaryUser.NAME));
        return run(
                OrdinaryUser.command(TestJvm.command(classPath, EmbeddedSide.class, arguments(name, folder, places))),
                folder);
    }

    private static Path run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the embedded engine ended with " + code + ": " + Files.readString(log));
            }
            return log;
        } finally {
            process.destroy();
        }
    }

    private static String[] arguments(String name, Path folder, Places places) {
        return new String[] {
            name, folder.toString(), places.registry(), places.web(), places.git(), System.getProperty(Cases.ONLY, ".*")
        };
    }

    /** Leaves the messages of builds that failed in the folder. */
    public static void main(String... arguments) throws IOException, InterruptedException, EngineException {
        if (!Namespace.entered()) {
            System.exit(Namespace.reenter(
                    TestJvm.command(System.getProperty("java.class.path"), EmbeddedSide.class, arguments)));
        }
        Places places = new Places(arguments[2], arguments[3], arguments[4]);
        System.setProperty(Cases.ONLY, arguments[5]);
        new EmbeddedSide(places, arguments[0], Path.of(arguments[1])).buildAll();
    }

    private void buildAll() throws IOException, InterruptedException, EngineException {
        List<Case> cases = Cases.all(places);
        Map<String, Context> contexts = new HashMap<>();
        for (Case each : cases) {
            Path context = Files.createDirectories(folder.resolve("contexts").resolve(each.name()));
            each.write(context);
            each.images().forEach(image -> contexts.put(image, new Context(context, each.context())));
        }
        Path token = Files.writeString(folder.resolve("token"), ComparisonIT.SECRET);
        EngineSettings settings = new EngineSettings(
                folder.resolve("store"),
                Optional.empty(),
                1,
                "",
                Map.of(),
                contexts,
                ComparisonIT.SOURCE_DATE,
                true,
                false,
                Compression.DEFAULT,
                Optional.empty(),
                Map.of(CommandCases.SECRET, new Secret.InFile(token)));
        try (EmbeddedEngine engine = EmbeddedEngine.open(settings, RegistryClients.anonymous())) {
            for (Case each : cases) {
                build(engine, each);
            }
        }
    }

    private void build(EmbeddedEngine engine, Case definition) throws IOException, InterruptedException {
        try {
            for (Node node : BuildGraph.of(definition.family()).nodes()) {
                BuiltImage image = engine.build(node, event -> {});
                if (node.image().equals(definition.name())) {
                    engine.upload(image, places.built(name, definition), event -> {})
                            .publish();
                }
            }
        } catch (EngineException e) {
            Files.writeString(failure(folder, definition), e.failure().toString());
        } catch (RuntimeException e) {
            // A defect, and a failure of this case only.
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            Files.writeString(failure(folder, definition), trace.toString());
        }
    }

    /** Where the message of a build that failed is. */
    static Path failure(Path folder, Case definition) {
        return folder.resolve(definition.name() + ".failure");
    }
}
