package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The definitions of all catalogues, as git has them. */
record Definitions(Catalogs catalogs) {
    static final String ALLOW_DIRTY = "--allow-dirty";
    private static final String RELEASE = "a release";
    private static final int FILES_TOLD = 10;

    /**
     * The full name of the commit that they are of.
     *
     * @param reason the option that needs it; messages begin with it
     * @throws InputException if a catalogue is in no checkout, or two are of different commits
     */
    String commit(String reason) throws InterruptedException {
        Map<String, String> commits = new TreeMap<>();
        for (LoadedCatalog catalog : catalogs.all()) {
            Path place = catalog.place()
                    .orElseThrow(() -> new InputException(
                            reason + ": catalogue " + catalog.name() + " comes from no file. Use --tag-suffix"));
            commits.putIfAbsent(
                    Checkout.around(reason, place, MachinePrograms.withoutVariables())
                            .head(),
                    catalog.name());
        }
        if (commits.size() > 1) {
            throw new InputException(reason + ": the catalogues are of different commits: "
                    + String.join(" and ", commits.values()) + ". Use --tag-suffix");
        }
        return commits.keySet().iterator().next();
    }

    /**
     * Makes sure that others can come by all that they are made of, as far as they are in checkouts.
     *
     * @throws InputException if one is not as committed, or its commit is not pushed
     */
    void requirePushed() throws InterruptedException {
        for (Path place : catalogs.places()) {
            Optional<Checkout> checkout = Checkout.find(RELEASE, place, MachinePrograms.withoutVariables());
            if (checkout.isPresent()) {
                requirePushed(checkout.get());
            }
        }
    }

    private static void requirePushed(Checkout checkout) throws InterruptedException {
        List<String> files = checkout.uncommitted();
        if (!files.isEmpty()) {
            throw new InputException(RELEASE + " is of what is committed, and in " + checkout.root() + " this is not: "
                    + told(files) + ". Commit and push it, or release it all the same with " + ALLOW_DIRTY);
        }
        if (!checkout.isPushed()) {
            throw new InputException(RELEASE + " is of what others have, and no remote branch has commit "
                    + checkout.head() + " of " + checkout.root() + ". Push it, fetch if it is there, or release it all"
                    + " the same with " + ALLOW_DIRTY);
        }
    }

    private static String told(List<String> files) {
        return files.stream().limit(FILES_TOLD).collect(Collectors.joining(", "))
                + (files.size() > FILES_TOLD ? " and " + (files.size() - FILES_TOLD) + " more" : "");
    }
}
