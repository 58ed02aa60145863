package dev.slipway.runner.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import dev.slipway.model.Text;
import dev.slipway.runner.failure.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a profile and checks everything in it against the catalogues that it is for. */
public final class ProfileReader {
    private static final String VERSION = "version";

    private final Known known;

    public ProfileReader(List<Family> families) {
        this.known = new Known(List.copyOf(families));
    }

    /**
     * Reads a profile.
     *
     * @param file what messages call it
     * @throws InputException if it is no TOML, or names something that the catalogues do not have
     */
    public Profile read(String file, String toml) {
        Table top = parse(file, toml)
                .only("description", "axes", "bases", "registries", "repositories", "sources", "images");
        Profile profile = new Profile(
                file,
                top.text("description").orElse(""),
                axes(top.table("axes").named("axis", known.axes())),
                bases(top.table("bases")),
                mirrors(top.table("registries")),
                repositories(top.table("repositories").named("apt repository", known.repositories())),
                sources(top.table("sources").named("source", known.sources())),
                omissions(top.table("images").only("omit")));
        checkBases(profile, top.table("bases"));
        return profile;
    }

    private static Table parse(String file, String toml) {
        try {
            return new Table(file, "", new TomlMapper().readTree(toml));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InputException(file + (line > 0 ? ":" + line : "") + ": not TOML: " + e.getOriginalMessage(), e);
        }
    }

    private Map<String, List<Release>> axes(Table axes) {
        Map<String, List<Release>> read = new LinkedHashMap<>();
        axes.tables().forEach((name, axis) -> {
            List<Release> releases = new ArrayList<>();
            Set<String> versions = new LinkedHashSet<>();
            for (Table table : axis.only("releases").array("releases")) {
                Release release = release(name, table);
                if (!versions.add(release.version())) {
                    throw table.problem("", "release " + release.version() + " stands there twice");
                }
                releases.add(release);
            }
            if (releases.isEmpty()) {
                throw axis.problem("releases", "must hold at least one release");
            }
            read.put(name, releases);
        });
        return read;
    }

    private Release release(String axis, Table table) {
        Set<String> keys = new LinkedHashSet<>(known.attributes(axis));
        keys.add(VERSION);
        table.named("attribute", keys);
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        known.attributes(axis).forEach(name -> table.texts(name).ifPresent(values -> attributes.put(name, values)));
        for (String name : known.commonAttributes(axis)) {
            if (!attributes.containsKey(name)) {
                throw table.problem("", "lacks '" + name + "', which every release of axis '" + axis + "' has");
            }
        }
        try {
            return new Release(table.requiredText(VERSION), attributes);
        } catch (IllegalArgumentException e) {
            throw table.problem(VERSION, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, BaseRecipe> bases(Table bases) {
        Map<String, BaseRecipe> read = new LinkedHashMap<>();
        bases.tables().forEach((reference, table) -> {
            table.only("suite", "packages", "image");
            if (table.has("image") == table.has("suite")) {
                throw table.problem("", "needs either 'suite', to make it from Debian's archive, or 'image'");
            }
            if (table.has("image") && table.has("packages")) {
                throw table.problem("packages", "goes with 'suite' only");
            }
            read.put(
                    reference,
                    table.has("image")
                            ? new BaseRecipe.Replaced(table.requiredText("image"))
                            : new BaseRecipe.Debootstrapped(
                                    table.requiredText("suite"),
                                    table.texts("packages").orElse(List.of())));
        });
        return read;
    }

    /** Whether they can be mirrors is for others to say. */
    private static Map<String, List<String>> mirrors(Table registries) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        registries
                .tables()
                .forEach((name, table) -> read.put(
                        name,
                        table.only("mirrors")
                                .texts("mirrors")
                                .orElseThrow(() -> table.problem("", "lacks 'mirrors'"))));
        return read;
    }

    private static Map<String, RepositoryChange> repositories(Table repositories) {
        Map<String, RepositoryChange> read = new LinkedHashMap<>();
        repositories.tables().forEach((name, table) -> {
            table.only("omit", "url", "suites", "components");
            boolean replaces = table.has("url") || table.has("suites") || table.has("components");
            if (table.flag("omit") == replaces) {
                throw table.problem("", "needs either 'omit = true' or some of 'url', 'suites' and 'components'");
            }
            read.put(
                    name,
                    replaces
                            ? new RepositoryChange.Replaced(
                                    table.text("url").map(url -> text(table, "url", url)),
                                    table.texts("suites").map(suites -> texts(table, "suites", suites)),
                                    table.texts("components").map(components -> texts(table, "components", components)))
                            : new RepositoryChange.Omitted());
        });
        return read;
    }

    private static List<Text> texts(Table table, String key, List<String> values) {
        return values.stream().map(value -> text(table, key, value)).toList();
    }

    private static Text text(Table table, String key, String value) {
        try {
            return Text.parse(value);
        } catch (IllegalArgumentException e) {
            throw table.problem(key, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> sources(Table sources) {
        Map<String, String> read = new LinkedHashMap<>();
        sources.node()
                .fieldNames()
                .forEachRemaining(name -> read.put(name, sources.text(name).orElse("")));
        return read;
    }

    private List<Omission> omissions(Table images) {
        return images.array("omit").stream()
                .map(table -> {
                    String name = table.only("name", "because").requiredText("name");
                    if (!known.images().contains(name)) {
                        throw table.problem(
                                "name",
                                "there is no image '" + name + "'." + Suggestion.didYouMean(name, known.images()));
                    }
                    return new Omission(name, table.requiredText("because"));
                })
                .toList();
    }

    /** Bases last: which there are may depend on the rest of the profile. */
    private void checkBases(Profile profile, Table bases) {
        if (profile.bases().isEmpty()) {
            return;
        }
        Set<String> names = known.bases();
        for (Family family : known.families()) {
            try {
                BuildGraph.of(profile.apply(family)).nodes().stream()
                        .flatMap(Known::bases)
                        .forEach(names::add);
            } catch (IllegalArgumentException e) {
                throw new InputException(profile.file() + ": " + e.getMessage(), e);
            }
        }
        bases.named("base", names);
    }
}
