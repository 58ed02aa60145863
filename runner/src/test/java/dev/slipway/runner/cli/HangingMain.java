package dev.slipway.runner.cli;

import dev.slipway.graph.Node;
import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.engine.Scene;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.store.Store;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The runner with an engine whose builds never end. */
final class HangingMain implements EmbeddedFactory, Engine {
    public static void main(String[] arguments) {
        TestCatalog catalog = TestCatalog.of("dev.example", TestFamily.family());
        Main.start(arguments, () -> Catalogs.of(List.of(catalog)), new HangingMain());
    }

    @Override
    public Engine create(EngineSettings settings, RegistrySettings registries, DefinitionSource definitions) {
        return this;
    }

    @Override
    public List<String> platforms() {
        return List.of();
    }

    @Override
    public Store store(Path folder) {
        throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public boolean pullsBases() {
        return true;
    }

    @Override
    public boolean onlyLook() {
        return false;
    }

    @Override
    public int elsewhere() {
        throw new IllegalStateException("it is here");
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws InterruptedException {
        System.out.println("hanging");
        new CountDownLatch(1).await();
        throw new IllegalStateException("awake");
    }

    @Override
    public void adopt(Node node, String reference, EventListener events) {
        throw new IllegalStateException("nothing was ever pushed");
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events) {
        throw new IllegalStateException("nothing is ever built");
    }

    @Override
    public Optional<Rerun> why(Node node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> baseDigest(String reference) {
        return Optional.empty();
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        return Optional.empty();
    }

    @Override
    public int attach(BuiltImage image, List<String> command, EventListener events) {
        throw new IllegalStateException("nothing is run here");
    }

    @Override
    public void save(List<NamedImage> images, ArchiveTarget target, EventListener events) {
        throw new IllegalStateException("nothing is saved here");
    }

    @Override
    public void export(List<NamedImage> images, OutputStream out, EventListener events) {
        throw new IllegalStateException("nothing is exported here");
    }

    @Override
    public void tidy() {
        throw new IllegalStateException("nothing is ever built");
    }

    @Override
    public void close() {
        System.out.println("closed");
    }
}
