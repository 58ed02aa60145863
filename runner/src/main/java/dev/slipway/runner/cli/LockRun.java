package dev.slipway.runner.cli;

import dev.slipway.graph.Node;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.lock.InstallSteps;
import dev.slipway.runner.lock.Lock;
import dev.slipway.runner.lock.LockedFamily;
import dev.slipway.runner.lock.Uses;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.resolve.BaseVersions;
import dev.slipway.runner.resolve.LockingEngine;
import dev.slipway.runner.resolve.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A lock in the making: what was there, what of it is to stay, and what has been found. */
final class LockRun {
    private final Setting plain;
    private final List<Node> nodes;
    private final String command;
    private final String when;
    private final Lock before;
    private final Uses uses;
    private final Lock kept;
    private Lock found = Lock.EMPTY;

    /**
     * A lock of nodes; what others have stays.
     *
     * @param plain the catalogues without locks
     * @param update names of what is to move, all of it if there is none; empty if nothing is
     * @param when differs from one time to the next: letters, digits and dashes
     * @throws InputException if the nodes have nothing of such a name, or there is no place for the file
     */
    LockRun(Setting plain, List<Node> nodes, Optional<List<String>> update, String when) {
        requireOwnName(plain);
        plain.locks().forEach(CatalogLock::file);
        this.plain = plain;
        this.nodes = nodes;
        this.command = plain.locks().get(0).sharedCommand();
        this.when = when;
        this.before = plain.locks().stream().map(CatalogLock::lock).reduce(Lock.EMPTY, Lock::with);
        this.uses = Uses.of(plain.profile(), nodes);
        Lock ours = before.only(uses);
        update.ifPresent(names -> requireKnown(names, ours.names()));
        this.kept = update.isEmpty() ? ours : update.get().isEmpty() ? Lock.EMPTY : ours.without(update.get());
    }

    /** A profile that is a file would write over the lock of the catalogue's profile of its name. */
    private static void requireOwnName(Setting plain) {
        String file = plain.profile().file();
        String name = CatalogLock.nameOf(file);
        if (Setting.isFile(file) && plain.catalogs().profiles().contains(name)) {
            throw new InputException("--profile: " + file + " would have the same lock as the catalogue's profile '"
                    + name + "', " + plain.locks().get(0).name()
                    + ". Give the file another name, or choose that with: --profile " + name);
        }
    }

    private void requireKnown(List<String> names, Collection<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String file = plain.locks().get(0).name();
            String fault = before.names().contains(name)
                    ? "what is to be locked has no '" + name + "', which " + file + " has for others."
                    : file + " has no '" + name + "'." + Suggestion.didYouMean(name, known);
            throw new InputException("--update: " + fault);
        });
    }

    /** Asks what bases and git sources stand for, but for those that are to stay; throws what {@link Sources} does. */
    void resolve(Sources sources) {
        SortedMap<String, SortedMap<String, String>> bases = new TreeMap<>();
        for (String base : uses.bases()) {
            SortedMap<String, String> known = kept.bases().get(base);
            bases.put(base, known == null ? sources.digests(base) : known);
        }
        SortedMap<String, String> git = new TreeMap<>();
        for (String name : uses.git()) {
            int hash = name.lastIndexOf('#');
            String known = kept.git().get(name);
            git.put(name, known == null ? sources.commit(name.substring(0, hash), name.substring(hash + 1)) : known);
        }
        found = found.with(new Lock(bases, git, new TreeMap<>(), new TreeMap<>()));
    }

    /** Whether a base is made from Debian's archive of which something is not known. */
    boolean asksBases() {
        return uses.made().stream().anyMatch(this::isAsked);
    }

    private boolean isAsked(String base) {
        return !kept.holds(base, recipe(base)) || !kept.madeOf(base).equals(before.madeOf(base));
    }

    private BaseRecipe.Debootstrapped recipe(String base) {
        return Uses.recipe(plain.profile(), base).orElseThrow();
    }

    /** Asks what bases would be made of. */
    void resolveBases(Engine engine, EventListener events) throws EngineException, InterruptedException {
        BaseVersions versions = new BaseVersions(engine, when);
        SortedMap<String, SortedMap<String, String>> made = new TreeMap<>();
        for (String base : uses.made()) {
            SortedMap<String, String> known = new TreeMap<>(
                    isAsked(base) ? versions.of(base, userOf(base), kept.madeOf(base), events) : kept.madeOf(base));
            InstallSteps.named(recipe(base)).forEach(name -> known.putIfAbsent(name, Lock.VIRTUAL));
            made.put(base, known);
        }
        found = found.with(new Lock(new TreeMap<>(), new TreeMap<>(), made, new TreeMap<>()));
    }

    private Node userOf(String base) {
        return nodes.stream()
                .filter(node -> Uses.of(plain.profile(), List.of(node)).made().contains(base))
                .findFirst()
                .orElseThrow();
    }

    /** The catalogues with the bases that were found. */
    Setting setting() {
        return plain.locked(plain.locks().stream().map(lock -> lock.with(found)).toList());
    }

    /** Builds with what was found, and locks packages. */
    LockingEngine around(Engine engine) {
        Lock sofar = found.with(new Lock(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), kept.packages()));
        return new LockingEngine(engine, new LockedFamily(sofar, plain.profile(), command), before, when);
    }

    /** What each catalogue's lock is now: that of other nodes as it was, without what nothing uses any more. */
    List<CatalogLock> locks(Lock packages) {
        Lock all = before.outside(uses).with(found).with(packages);
        List<CatalogLock> locks = plain.locks();
        return IntStream.range(0, locks.size())
                .mapToObj(i -> locks.get(i)
                        .with(all.only(Uses.of(
                                plain.profile(),
                                plain.inventory().graphs().get(i).nodes()))))
                .toList();
    }
}
