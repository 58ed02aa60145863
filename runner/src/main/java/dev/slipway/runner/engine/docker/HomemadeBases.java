package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Digests;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.LastLines;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images of somebody else's that a profile has made here, each as a folder that a builder can build. See {@link KeptBases}. */
final class HomemadeBases implements AutoCloseable {
    /** What mmdebstrap makes systems for. */
    private static final Platform HERE = here(System.getProperty("os.arch", ""));

    private final Path folder;
    private final Path work;
    private final Debootstrap debootstrap;
    private final Instant since;
    private final Map<Path, FileChannel> used = new HashMap<>();

    /**
     * Those in a folder.
     *
     * @param folder is kept from run to run
     * @param work for files that are gone with the engine
     * @param since those from before that are made again
     */
    HomemadeBases(Path folder, Path work, Debootstrap debootstrap, Instant since) {
        this.folder = folder;
        this.work = work;
        this.debootstrap = debootstrap;
        this.since = since;
    }

    /** Java calls some of them by other names than Go. */
    static Platform here(String architecture) {
        return new Platform(
                "linux",
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                },
                "");
    }

    /** Fails if bases are to be made here, and images to be built for what they are not for. */
    static void require(Collection<BaseRecipe> recipes, Collection<String> platforms) throws EngineException {
        require(recipes, platforms, HERE);
    }

    static void require(Collection<BaseRecipe> recipes, Collection<String> platforms, Platform here)
            throws EngineException {
        if (recipes.stream().noneMatch(BaseRecipe.Debootstrapped.class::isInstance)) {
            return;
        }
        for (String platform : platforms) {
            Platform wanted = Platform.parse(platform);
            if (!wanted.os().equals(here.os()) || !wanted.architecture().equals(here.architecture())) {
                throw Buildx.unavailable(
                        "the bases that this profile makes of Debian's archive are for " + here
                                + ", and images are to be built for " + platform,
                        "Choose another --platform or --builder, or name images for them in the profile");
            }
        }
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
            Path home = Files.createDirectories(
                    folder.resolve(Digests.of("debootstrapped", HERE.toString(), recipe.suite(), recipe.packages())
                            .replaceFirst("^.*:", "")));
            Path archive = home.resolve(KeptBases.ARCHIVE);
            while (!isUsed(home, archive)) {
                // Other runners may want it at the same time.
                FileChannel lock = lock(home, false);
                try (lock) {
                    if (!isYoung(archive)) {
                        make(recipe, reference, node, archive, events);
                    }
                }
            }
            Path dockerfile = Files.writeString(work.resolve(stage + ".Dockerfile"), """
                    FROM scratch AS %s
                    ADD base.tar /
                    CMD ["bash"]
                    """.formatted(stage));
            return new Target(stage, home, dockerfile, Set.of(), List.of(), "base " + reference);
        } catch (IOException e) {
            throw Buildx.unavailable(
                    "cannot keep bases in " + folder + ": " + e.getMessage(), "See that its disk has room");
        }
    }

    /** Holds what is there until the engine is closed, and marks it; false if it is not there, or too old. */
    private boolean isUsed(Path home, Path archive) throws IOException, InterruptedException {
        if (used.containsKey(home)) {
            return true;
        }
        KeptBases.mark(home);
        FileChannel lock = lock(home, true);
        if (!isYoung(archive)) {
            lock.close();
            return false;
        }
        used.put(home, lock);
        return true;
    }

    /** Lets others take them away. */
    @Override
    public synchronized void close() throws IOException {
        for (FileChannel lock : used.values()) {
            lock.close();
        }
    }

    private boolean isYoung(Path archive) throws IOException {
        return Files.exists(archive)
                && !Files.getLastModifiedTime(archive).toInstant().isBefore(since);
    }

    private static FileChannel lock(Path home, boolean shared) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                home.resolve(KeptBases.LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            channel.lock(0, Long.MAX_VALUE, shared);
            return channel;
        } catch (FileLockInterruptionException e) {
            channel.close();
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What a runner that was killed has left of it is written over. */
    private void make(
            BaseRecipe.Debootstrapped recipe, String reference, String node, Path archive, EventListener events)
            throws IOException, EngineException, InterruptedException {
        Instant start = Instant.now();
        events.on(new Event.BaseStarted(node, reference, "debootstrap " + recipe.suite()));
        LastLines lines = new LastLines(line -> events.on(new Event.OutputLine(node, reference, line)));
        Path draft = archive.resolveSibling(KeptBases.DRAFT);
        try {
            int code = debootstrap.run(recipe, "auto", draft, lines);
            if (code != 0) {
                String message = Debootstrap.failure(recipe, reference, code);
                throw new EngineException(new Failure.BaseFailed(node, reference, message, lines.lines()));
            }
            Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        events.on(new Event.BaseFinished(node, reference, Duration.between(start, Instant.now())));
    }
}
