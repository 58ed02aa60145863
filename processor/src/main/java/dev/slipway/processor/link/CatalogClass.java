package dev.slipway.processor.link;

import dev.slipway.dsl.Catalog;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class that is generated for a catalogue.
 *
 * @param packageName the catalogue's package
 * @param name the simple name
 */
public record CatalogClass(String packageName, String name) {
    public static CatalogClass of(Declarations declarations) {
        Word catalog = Words.first(declarations.catalog(), Catalog.class).orElseThrow();
        String written = catalog.text("name");
        return new CatalogClass(
                declarations.catalog().getQualifiedName().toString(),
                written.isEmpty() ? defaultName(catalog.text("repository")) : written);
    }

    private static String defaultName(String repository) {
        String last = repository.substring(repository.lastIndexOf('/') + 1);
        String camel = Stream.of(last.split("[^A-Za-z0-9]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
        return camel + "Images";
    }

    /** The constant that holds the names of an image. */
    public static String constant(String image) {
        String name = image.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
