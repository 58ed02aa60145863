package dev.slipway.runner.catalogs;

import dev.slipway.catalog.Catalog;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The catalogues of a run.
 *
 * @param all by name; at least one, no two with an image of the same name
 */
public record Catalogs(List<LoadedCatalog> all) {
    public Catalogs {
        all = List.copyOf(all);
    }

    /**
     * Those on the class path.
     *
     * @throws InputException if there is none, or one is not as the compiler left it
     */
    public static Catalogs load(ClassLoader loader) {
        try {
            return of(ServiceLoader.load(Catalog.class, loader));
        } catch (UnsupportedClassVersionError e) {
            throw new InputException(
                    "a catalogue was compiled for a newer Java than this, "
                            + Runtime.version().feature()
                            + ": point JAVA_HOME to that, or compile it with '--release 17'",
                    e);
        } catch (ServiceConfigurationError e) {
            throw new InputException("a catalogue cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** Those given; throws as {@link #load} does. */
    public static Catalogs of(Iterable<Catalog> catalogs) {
        List<LoadedCatalog> loaded = StreamSupport.stream(catalogs.spliterator(), false)
                .sorted(Comparator.comparing(Catalog::name))
                .map(LoadedCatalog::load)
                .toList();
        if (loaded.isEmpty()) {
            throw new InputException("there is no catalogue on the class path: run mvn package, or name the jars of"
                    + " one in SLIPWAY_CATALOG_PATH");
        }
        Map<String, String> owners = new HashMap<>();
        for (LoadedCatalog catalog : loaded) {
            for (ImageDefinition image : catalog.family().images()) {
                String owner = owners.putIfAbsent(image.name(), catalog.name());
                if (owner != null) {
                    throw new InputException("image '" + image.name() + "' is defined by two catalogues, " + owner
                            + " and " + catalog.name() + ": leave one of them off the class path");
                }
            }
        }
        return new Catalogs(loaded);
    }

    /** The folders that they were loaded from. */
    public List<Path> places() {
        return all.stream().flatMap(catalog -> catalog.place().stream()).toList();
    }

    public List<Family> families() {
        return all.stream().map(LoadedCatalog::family).toList();
    }

    /** Names of all images, bases included. */
    public List<String> images() {
        return families().stream()
                .flatMap(family -> family.images().stream())
                .map(ImageDefinition::name)
                .toList();
    }

    /**
     * The text of the profile of that name.
     *
     * @throws InputException if no catalogue has it
     */
    public String profile(String name) {
        return all.stream()
                .map(catalog -> catalog.profile(name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new InputException("there is no profile '" + name + "'." + others(name)
                        + " A file is named by a path that ends in .toml"));
    }

    private String others(String profile) {
        List<String> names = profiles();
        if (names.isEmpty()) {
            return " The catalogue has none.";
        }
        return Suggestion.closest(profile, names)
                .map(near -> " Did you mean '" + near + "'?")
                .orElse(" There is " + String.join(", ", names) + ".");
    }

    public List<String> profiles() {
        return sorted(LoadedCatalog::profiles);
    }

    /** The text of the template of that name. */
    public Optional<String> template(String name) {
        return all.stream()
                .map(catalog -> catalog.template(name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    public List<String> templates() {
        return sorted(LoadedCatalog::templates);
    }

    private List<String> sorted(Function<LoadedCatalog, List<String>> names) {
        return all.stream()
                .flatMap(catalog -> names.apply(catalog).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
