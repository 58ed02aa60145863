package dev.slipway.runner.cli;

import dev.slipway.graph.BuildGraph;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.profile.Profile;
import dev.slipway.runner.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The catalogues as a profile makes them.
 *
 * @param inventory what can be built
 */
record Setting(Catalogs catalogs, Profile profile, Inventory inventory) {
    static Setting of(Catalogs catalogs, Optional<String> profileName) {
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
                                .toList()));
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
