package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.InputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The definitions of all catalogues, as git has them. */
record Definitions(Catalogs catalogs) {
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
}
