package dev.slipway.runner.cli;

import dev.slipway.graph.BuildGraph;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Changes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the catalogues is not as it was in a commit: definitions are compiled, so that commit is, too, and the two
 * graphs are compared. What cannot be compared counts as changed.
 */
final class ChangesSince {
    private final Setting setting;
    private final Optional<String> profile;
    private final PrintWriter errors;

    /** @param errors is told why a commit cannot be compared */
    ChangesSince(Setting setting, Optional<String> profile, PrintWriter errors) {
        this.setting = setting;
        this.profile = profile;
        this.errors = errors;
    }

    /**
     * Ids of nodes, each with the reasons.
     *
     * @throws InputException if a catalogue is in no checkout, or its checkout has no such commit
     */
    Map<String, List<String>> of(String commit) throws InterruptedException {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        List<LoadedCatalog> catalogs = setting.catalogs().all();
        for (int i = 0; i < catalogs.size(); i++) {
            reasons.putAll(
                    of(commit, catalogs.get(i), setting.inventory().graphs().get(i)));
        }
        return reasons;
    }

    private Map<String, List<String>> of(String name, LoadedCatalog catalog, BuildGraph now)
            throws InterruptedException {
        Path place = catalog.place()
                .orElseThrow(() -> new InputException("--since: catalogue " + catalog.name() + " comes from no file"));
        Checkout checkout = Checkout.around("--since", place, new MachinePrograms(List.of()));
        String commit = checkout.commit(name);
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path classes = checkout.build(commit, folder.path());
            Setting before = Setting.of(
                    new Catalogs(List.of(LoadedCatalog.load(catalog.name(), classes))),
                    profileThen(checkout, folder.path()));
            return compare(before, now);
        } catch (IOException | InputException e) {
            errors.println("runner: --since: everything in catalogue " + catalog.name()
                    + " counts as changed, as it cannot be compared with " + name + ": " + e.getMessage());
            return Changes.all(now, "cannot be compared with " + name);
        }
    }

    /** One that is a file of the checkout has changed with it. */
    private Optional<String> profileThen(Checkout checkout, Path folder) throws IOException {
        if (profile.isEmpty() || !Setting.isFile(profile.get())) {
            return profile;
        }
        return Optional.of(checkout.then(Path.of(profile.get()), folder).toString());
    }

    private Map<String, List<String>> compare(Setting before, BuildGraph now) {
        if (!before.profile().bases().equals(setting.profile().bases())) {
            return Changes.all(now, setting.profile().file() + " comes by its bases in another way");
        }
        return Changes.between(before.inventory().graphs().get(0), now);
    }
}
