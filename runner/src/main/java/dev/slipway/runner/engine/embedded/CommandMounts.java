package dev.slipway.runner.engine.embedded;

import dev.slipway.graph.Digests;
import dev.slipway.graph.Mount;
import dev.slipway.model.CacheMount;
import dev.slipway.runner.engine.HiddenValues;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.layer.Inode;
import dev.slipway.runner.sandbox.BindMount;
import dev.slipway.runner.sandbox.MemoryFolder;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    private static final int OPEN_MODE = 01777;

    private final Store store;
    private final Map<String, Secret> secrets;
    private final Sources sources;
    private final Workspace workspace;
    private final List<BindMount> binds = new ArrayList<>();
    private final HiddenValues hidden = new HiddenValues();
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    /** @param workspace where the command will work */
    CommandMounts(Store store, Map<String, Secret> secrets, Sources sources, Workspace workspace) {
        this.store = store;
        this.secrets = secrets;
        this.sources = sources;
        this.workspace = workspace;
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
        List<Mount> ordered = mounts.stream()
                .sorted(Comparator.comparing(mount -> mount.target().value()))
                .toList();
        for (Mount mount : ordered) {
            requirePlace(target(mount));
            binds.add(mount.accept(new Preparations()).prepare());
        }
    }

    /** What has to be done before something can be mounted. */
    private interface Preparation {
        BindMount prepare() throws IOException, InterruptedException;
    }

    private final class Preparations implements Mount.Cases<Preparation> {
        @Override
        public Preparation cache(Mount.Cache mount) {
            return () -> new BindMount(CommandMounts.this.cache(mount), target(mount), false);
        }

        @Override
        public Preparation context(Mount.Context mount) {
            return () -> contextFiles(mount);
        }

        @Override
        public Preparation image(Mount.Image mount) {
            return () -> imageFiles(mount);
        }

        @Override
        public Preparation secret(Mount.Secret mount) {
            return () -> new BindMount(secretFile(mount.id()), target(mount), true);
        }

        @Override
        public Preparation tmpfs(Mount.Tmpfs mount) {
            return () -> new BindMount(memory(mount), target(mount), false);
        }
    }

    private static String target(Mount mount) {
        return mount.target().value();
    }

    /** Adds a program of the given lines. */
    void addProgram(String lines, String target) throws IOException {
        Path file = Files.writeString(workspace.scratch().resolve("program"), lines);
        Files.setAttribute(file, "unix:mode", PROGRAM_MODE);
        binds.add(new BindMount(file, target, true));
    }

    private Path cache(Mount.Cache cache) throws IOException, InterruptedException {
        String name = Digests.of("cache", target(cache)).substring("sha256:".length());
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

    private BindMount contextFiles(Mount.Context mount) throws IOException {
        Path folder = sources.context().folder();
        Path root = mount.writable() ? hold(SourceFiles.mountWritable(List.of(folder), place())) : folder;
        return new BindMount(SourceFiles.place(root, mount.path()), target(mount), !mount.writable());
    }

    private BindMount imageFiles(Mount.Image mount) throws IOException {
        List<Path> layers = sources.image(mount.source()).folders();
        Path root = hold(
                mount.writable() ? SourceFiles.mountWritable(layers, place()) : SourceFiles.mount(layers, place()));
        return new BindMount(SourceFiles.place(root, mount.path().value()), target(mount), !mount.writable());
    }

    private Path hold(Overlay overlay) {
        held.push(overlay);
        return overlay.root();
    }

    private Path secretFile(String id) throws IOException {
        Secret secret = secrets.get(id);
        if (secret == null) {
            throw new IOException("secret '" + id + "' is not given. Add --secret id=" + id
                    + ",src=FILE or --secret id=" + id + ",env=VARIABLE");
        }
        MemoryFolder memory = MemoryFolder.mount(place());
        held.push(memory);
        Path file = Files.write(memory.path().resolve("secret"), secret.value());
        Files.setAttribute(file, "unix:mode", SECRET_MODE);
        hidden.add(secret.value());
        return file;
    }

    /** It has the permissions of the folder that it hides. */
    private Path memory(Mount.Tmpfs mount) throws IOException {
        Path hides = seen(target(mount));
        boolean isFolder = Files.isDirectory(hides, LinkOption.NOFOLLOW_LINKS);
        int mode = isFolder ? Inode.of(hides).permissions() : OPEN_MODE;
        MemoryFolder memory = MemoryFolder.mount(place(), mode, mount.size());
        held.push(memory);
        return memory.path();
    }

    /** What is missing is made for a mount, but not in what nobody may write to. */
    private void requirePlace(String target) throws IOException {
        Optional<BindMount> outer = outer(target);
        if (outer.isPresent() && outer.get().readOnly() && !Files.exists(seen(target), LinkOption.NOFOLLOW_LINKS)) {
            String around = outer.get().target();
            throw new IOException("there is no " + target + " to mount on, and the mount at " + around
                    + " is read-only. Make it in what is mounted at " + around + ", or give that rw = true");
        }
    }

    /** Where what the command would see at a path so far is on the host: mounts lie in one another. */
    private Path seen(String path) throws IOException {
        Optional<BindMount> outer = outer(path);
        return outer.isEmpty()
                ? workspace.root().resolve(path)
                : new RootFolder(outer.get().source())
                        .resolve(path.substring(outer.get().target().length()));
    }

    /** The innermost mount so far that a path lies in. */
    private Optional<BindMount> outer(String path) {
        return binds.stream()
                .filter(bind -> path.startsWith(bind.target() + "/"))
                .max(Comparator.comparing(bind -> bind.target().length()));
    }

    /** Where something of one's own can be mounted. */
    private Path place() {
        return workspace.scratch().resolve("mount-" + held.size());
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
