package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.graph.Mount;
import dev.slipway.model.CacheMount;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.sandbox.BindMount;
import dev.slipway.runner.sandbox.MemoryFolder;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one command sees besides its image, given back when it has ended. */
final class CommandMounts implements AutoCloseable {
    private static final int PROGRAM_MODE = 0755;
    private static final int SECRET_MODE = 0400;

    private final Store store;
    private final Map<String, Secret> secrets;
    private final Context context;
    private final Path scratch;
    private final List<BindMount> binds = new ArrayList<>();
    private final HiddenValues hidden = new HiddenValues();
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    /** @param scratch an empty folder that is deleted afterwards */
    CommandMounts(Store store, Map<String, Secret> secrets, Context context, Path scratch) {
        this.store = store;
        this.secrets = secrets;
        this.context = context;
        this.scratch = scratch;
    }

    List<BindMount> binds() {
        return binds;
    }

    /** What must not be seen of the secrets among them. */
    HiddenValues hidden() {
        return hidden;
    }

    /** Adds mounts, by target: two commands that both want two locked caches would else wait for each other. */
    void add(List<Mount> mounts) throws IOException, InterruptedException {
        List<Mount> ordered =
                mounts.stream().sorted(Comparator.comparing(Mount::target)).toList();
        for (Mount mount : ordered) {
            if (mount instanceof Mount.Context file) {
                binds.add(new BindMount(context.folder().resolve(file.path()), file.target(), true));
            } else if (mount instanceof Mount.Cache cache) {
                binds.add(new BindMount(cache(cache), cache.target(), false));
            } else {
                addSecret((Mount.Secret) mount);
            }
        }
    }

    /** Adds a program of the given lines. */
    void addProgram(String lines, String target) throws IOException {
        Path file = Files.writeString(scratch.resolve("program"), lines);
        Files.setAttribute(file, "unix:mode", PROGRAM_MODE);
        binds.add(new BindMount(file, target, true));
    }

    private Path cache(Mount.Cache cache) throws IOException, InterruptedException {
        String name = Digests.of("cache", cache.target()).substring("sha256:".length());
        if (cache.sharing() == CacheMount.Sharing.SHARED) {
            return store.cache(name);
        }
        if (cache.sharing() == CacheMount.Sharing.LOCKED) {
            held.push(store.lock("cache-" + name));
            return store.cache(name);
        }
        for (int number = 0; ; number++) {
            Optional<Locks.Held> lock = store.tryLock("cache-" + name + "-" + number);
            if (lock.isPresent()) {
                held.push(lock.get());
                return store.cache(name + "-" + number);
            }
        }
    }

    private void addSecret(Mount.Secret mount) throws IOException {
        Secret secret = secrets.get(mount.id());
        if (secret == null) {
            throw new IOException("secret '" + mount.id() + "' is not given. Add --secret id=" + mount.id()
                    + ",src=FILE or --secret id=" + mount.id() + ",env=VARIABLE");
        }
        MemoryFolder memory = MemoryFolder.mount(scratch.resolve("secret-" + held.size()));
        held.push(memory);
        Path file = Files.write(memory.path().resolve("secret"), secret.value());
        Files.setAttribute(file, "unix:mode", SECRET_MODE);
        binds.add(new BindMount(file, mount.target(), true));
        hidden.add(secret.value());
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                failure = failure == null ? new IOException(e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
