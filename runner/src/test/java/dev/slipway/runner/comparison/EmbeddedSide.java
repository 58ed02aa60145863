package dev.slipway.runner.comparison;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.OrdinaryUser;
import dev.slipway.runner.sandbox.TestJvm;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Builds all cases with the embedded engine and pushes them, in a process of its own: a user's, and in a namespace. */
final class EmbeddedSide {
    private EmbeddedSide() {}

    /**
     * Builds all cases in a process of their own, and returns its log when it has ended.
     *
     * @param name under which the images are pushed
     * @param folder an empty folder for the store
     */
    static Path asWhoeverThisIs(String name, Path folder, Places places) throws IOException, InterruptedException {
        return CaseBuilds.run(
                new ProcessBuilder(TestJvm.command(EmbeddedSide.class, CaseBuilds.arguments(name, folder, places))),
                folder);
    }

    /** The same in the name of an ordinary user. */
    static Path asOrdinaryUser(String name, Path folder, Places places) throws IOException, InterruptedException {
        String classPath = OrdinaryUser.readable(
                TestJvm.classPath(), Files.createDirectories(folder.resolveSibling(name + "-classes")));
        Files.setOwner(
                folder,
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OrdinaryUser.NAME));
        return CaseBuilds.run(
                new ProcessBuilder(OrdinaryUser.command(
                        TestJvm.command(classPath, EmbeddedSide.class, CaseBuilds.arguments(name, folder, places)))),
                folder);
    }

    /** The process. */
    public static void main(String... arguments)
            throws IOException, InterruptedException, EngineException, ExecutionException {
        if (!Namespace.entered()) {
            System.exit(Namespace.reenter(
                    TestJvm.command(System.getProperty("java.class.path"), EmbeddedSide.class, arguments)));
        }
        CaseBuilds builds = CaseBuilds.of(arguments);
        try (EmbeddedEngine engine = EmbeddedEngine.open(builds.settings(), RegistryClients.anonymous())) {
            builds.build(engine, 1);
        }
    }
}
