package dev.slipway.runner.store;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The layers of a store, each under the digest of its content: equal results of different steps are one layer. */
final class Layers {
    private static final int ID_LENGTH = 32;
    private static final String FILES = "files";
    static final String SEAL = "seal";

    private final Layout layout;
    private final Owner owner;
    private final Use use;
    /** Those whose files are known to be as they were. */
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    /** What is held while one of them is looked at. */
    private final Map<String, Object> looks = new ConcurrentHashMap<>();
    /** Those whose bytes are, too. */
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    Layers(Layout layout, Owner owner, Use use) {
        this.layout = layout;
        this.owner = owner;
        this.use = use;
    }

    /**
     * What a layer was when it was kept; see {@link Fingerprint}.
     *
     * @param content of which the layer's name is the beginning
     */
    record Seal(String content, String state, long size) {
        static Seal of(Path files) throws IOException {
            Fingerprint fingerprint = Fingerprint.of(files);
            return new Seal(fingerprint.content(), fingerprint.state(), fingerprint.size());
        }

        static Optional<Seal> read(Path file) throws IOException {
            return SealedLines.read(file)
                    .map(lines -> new Seal(lines.get(0), lines.get(1), Long.parseLong(lines.get(2))));
        }

        void write(Path file) throws IOException {
            SealedLines.write(file, List.of(content, state, Long.toString(size)));
        }

        String id() {
            return content.substring(Sha256.PREFIX.length()).substring(0, ID_LENGTH);
        }
    }

    /** A layer that is not yet where others find it. */
    record Sealed(String id, Path folder) {}

    static String id(Path files) {
        return String.valueOf(Objects.requireNonNull(files.getParent()).getFileName());
    }

    /** The layer that something is known of, by the file that says it. */
    static String idOfArchive(Path memo) {
        String name = String.valueOf(memo.getFileName());
        return name.substring(0, name.indexOf('-'));
    }

    Path files(String id) {
        return layout.layers().resolve(id).resolve(FILES);
    }

    private Path seal(String id) {
        return layout.layers().resolve(id).resolve(SEAL);
    }

    /** The folder of a layer, which is in use from now on; empty if there is no such layer. */
    Optional<Path> find(String id) throws IOException {
        return use.mark(seal(id)) ? Optional.of(files(id)) : Optional.empty();
    }

    /** Makes a layer of the changes under {@code upper}, which is gone afterwards. Reads all of them. */
    Sealed seal(Path upper) throws IOException {
        Path folder = Files.createDirectory(owner.fresh());
        Path files = Files.move(upper, folder.resolve(FILES), StandardCopyOption.ATOMIC_MOVE);
        Seal seal = Seal.of(files);
        seal.write(folder.resolve(SEAL));
        return new Sealed(seal.id(), folder);
    }

    /** Puts a layer where others find it, unless it is there already. Not at once with a {@link #remove}. */
    void keep(Sealed layer) throws IOException {
        if (find(layer.id()).isPresent() && isAsItWas(layer.id())) {
            Store.delete(layer.folder());
            return;
        }
        remove(layer.id());
        Files.move(layer.folder(), layout.layers().resolve(layer.id()), StandardCopyOption.ATOMIC_MOVE);
        checked.add(layer.id());
        proven.add(layer.id());
    }

    /**
     * Makes sure that no file of a layer was touched since it was kept.
     *
     * @throws DamagedException if it is not as it was; it is gone then
     */
    void check(String id) throws IOException {
        if (checked.contains(id)) {
            return;
        }
        // Images that stand on one layer mostly ask at the same moment.
        synchronized (looks.computeIfAbsent(id, absent -> new Object())) {
            if (!checked.contains(id)) {
                if (isAsItWas(id)) {
                    checked.add(id);
                } else {
                    prove(id);
                }
            }
        }
    }

    private boolean isAsItWas(String id) throws IOException {
        try {
            Optional<Seal> seal = Seal.read(seal(id));
            return seal.isPresent() && seal.get().state().equals(Fingerprint.stateOf(files(id)));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Makes sure that every byte of a layer is as it was when it was kept. What only looks different, as after the store
     * was copied, gets another seal.
     *
     * @throws DamagedException if it is not as it was; it is gone then
     */
    void prove(String id) throws IOException {
        if (proven.contains(id)) {
            return;
        }
        Optional<Seal> now = sealNow(id);
        if (now.isEmpty() || !now.get().id().equals(id)) {
            throw damaged(id);
        }
        Path fresh = owner.fresh();
        now.get().write(fresh);
        Files.move(fresh, seal(id), StandardCopyOption.ATOMIC_MOVE);
        checked.add(id);
        proven.add(id);
    }

    /** Takes a layer away that is not as it was. */
    DamagedException damaged(String id) throws IOException {
        remove(id);
        return new DamagedException(files(id), "is not as it was made");
    }

    private Optional<Seal> sealNow(String id) throws IOException {
        try {
            return Optional.of(Seal.of(files(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Takes a layer away. Its files are deleted when this store is closed: a step of somebody else may stand on them. */
    private void remove(String id) throws IOException {
        checked.remove(id);
        proven.remove(id);
        try {
            Files.move(layout.layers().resolve(id), owner.fresh(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Somebody else noticed first.
        }
    }
}
