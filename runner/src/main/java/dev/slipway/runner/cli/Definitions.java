package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.evidence.Definition;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.Annotations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The definitions of all catalogues, as git has them. */
record Definitions(Catalogs catalogs) {
    static final String ALLOW_DIRTY = "--allow-dirty";
    private static final String RELEASE = "a release";
    private static final String EVIDENCE = "evidence";
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

    /** That commit, if there is one. */
    Optional<String> knownCommit() throws InterruptedException {
        try {
            return Optional.of(commit(""));
        } catch (InputException e) {
            return Optional.empty();
        }
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

    /** What git knows of them, as far as they are in checkouts. */
    List<Definition> known() throws InterruptedException {
        Set<Definition> known = new LinkedHashSet<>();
        for (Path place : catalogs.places()) {
            try {
                Optional<Checkout> checkout = Checkout.find(EVIDENCE, place, MachinePrograms.withoutVariables());
                if (checkout.isPresent()) {
                    known.add(definition(checkout.get()));
                }
            } catch (InputException e) {
                // Without git, or a commit, there is nothing to say.
            }
        }
        return List.copyOf(known);
    }

    /**
     * What images say of where they come from, if that is one checkout. Of files that were changed since its commit, the
     * provenance tells.
     */
    Map<String, String> annotations() throws InterruptedException {
        List<Definition> known = known();
        Map<String, String> annotations = new HashMap<>();
        if (known.size() == 1) {
            annotations.put(Annotations.REVISION, known.get(0).commit());
            known.get(0).repository().ifPresent(url -> annotations.put(Annotations.SOURCE, url));
        }
        return annotations;
    }

    private static Definition definition(Checkout checkout) throws InterruptedException {
        return new Definition(checkout.remote(), checkout.head(), isCommitted(checkout));
    }

    private static boolean isCommitted(Checkout checkout) throws InterruptedException {
        try {
            return checkout.uncommitted().isEmpty();
        } catch (InputException e) {
            // Git does not tell whoever does not own the checkout.
            return false;
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
