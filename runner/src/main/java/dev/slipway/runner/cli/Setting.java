package dev.slipway.runner.cli;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.lock.LockedFamily;
import dev.slipway.runner.lock.Unlocked;
import dev.slipway.runner.lock.Uses;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.profile.Profile;
import dev.slipway.runner.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The catalogues as a profile and their locks make them.
 *
 * @param inventory what can be built
 * @param locks one a catalogue
 * @param plain the same without locks; empty if this is that
 */
record Setting(
        Catalogs catalogs, Profile profile, Inventory inventory, List<CatalogLock> locks, Optional<Setting> plain) {
    static Setting of(Catalogs catalogs, Optional<String> profileName) {
        Setting plain = unlocked(catalogs, profileName);
        return plain.locked(plain.locks());
    }

    /** As if there were no locks; it knows them all the same. */
    static Setting unlocked(Catalogs catalogs, Optional<String> profileName) {
        Profile profile = profileName.map(name -> profile(catalogs, name)).orElseGet(Profile::none);
        List<BuildGraph> graphs =
                catalogs.all().stream().map(catalog -> graph(catalog, profile)).toList();
        return new Setting(
                catalogs,
                profile,
                new Inventory(
                        graphs,
                        catalogs.families().stream()
                                .flatMap(family -> profile.omissions(family).stream())
                                .toList()),
                catalogs.all().stream()
                        .map(catalog -> CatalogLock.find(catalog, profileName))
                        .toList(),
                Optional.empty());
    }

    /** This one, which has none, with locks. */
    Setting locked(List<CatalogLock> chosen) {
        Profile lockedProfile = profile;
        List<BuildGraph> graphs = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            CatalogLock lock = chosen.get(i);
            graphs.add(family(lock).apply(inventory.graphs().get(i)));
            lockedProfile = new LockedFamily(lock.lock(), lockedProfile, lock.sharedCommand()).lockedProfile();
        }
        return new Setting(
                catalogs, lockedProfile, new Inventory(graphs, inventory.omissions()), chosen, Optional.of(this));
    }

    /** The part of a lock in what this one has. */
    LockedFamily family(CatalogLock lock) {
        return new LockedFamily(lock.lock(), profile, lock.sharedCommand());
    }

    private Setting withoutLocks() {
        return plain.orElse(this);
    }

    /** The nodes of the catalogue in that place that are among these, without locks. */
    List<Node> plainNodes(int catalog, Set<String> ids) {
        return withoutLocks().inventory.graphs().get(catalog).nodes().stream()
                .filter(node -> ids.contains(node.id()))
                .toList();
    }

    /**
     * Refuses nodes in which something is not locked.
     *
     * @throws InputException if there is, naming all of it
     */
    void requireLocked(Set<String> ids) {
        List<String> floating = IntStream.range(0, locks.size())
                .boxed()
                .flatMap(i -> unlocked(i, ids))
                .map(Unlocked::describe)
                .toList();
        if (!floating.isEmpty()) {
            CatalogLock first = locks.get(0);
            throw new InputException("--locked: " + first.name() + " lacks what these need:\n  "
                    + String.join("\n  ", floating) + "\nLock it with: " + first.command());
        }
    }

    private Stream<Unlocked> unlocked(int catalog, Set<String> ids) {
        return Unlocked.in(
                locks.get(catalog).lock(),
                withoutLocks().profile(),
                catalogs.all().get(catalog).family(),
                plainNodes(catalog, ids))
                .stream();
    }

    /** What warns of entries that nothing uses any more; empty if there are none. */
    Optional<String> staleWarning() {
        Set<String> stale = new TreeSet<>();
        for (int i = 0; i < locks.size(); i++) {
            List<Node> nodes = withoutLocks().inventory.graphs().get(i).nodes();
            stale.addAll(locks.get(i).lock().stale(Uses.of(withoutLocks().profile(), nodes)));
        }
        return stale.isEmpty()
                ? Optional.empty()
                : Optional.of(locks.get(0).name() + " has what no definition asks for: '" + String.join("', '", stale)
                        + "'. It goes with: " + locks.get(0).command());
    }

    private static BuildGraph graph(LoadedCatalog catalog, Profile profile) {
        try {
            return BuildGraph.of(profile.apply(catalog.family()));
        } catch (IllegalArgumentException e) {
            String place = profile.file().isEmpty() ? "catalogue " + catalog.name() : profile.file();
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }

    /** Whether that means a profile by its path. */
    static boolean isFile(String profile) {
        return profile.endsWith(".toml") || profile.contains("/");
    }

    private static Profile profile(Catalogs catalogs, String name) {
        ProfileReader reader = new ProfileReader(catalogs.families());
        if (!isFile(name)) {
            return reader.read("profile " + name, catalogs.profile(name));
        }
        try {
            return reader.read(name, Files.readString(Path.of(name)));
        } catch (IOException e) {
            throw new InputException("--profile: there is no readable file " + name, e);
        }
    }
}
