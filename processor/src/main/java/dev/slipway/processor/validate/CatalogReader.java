package dev.slipway.processor.validate;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
import dev.slipway.model.NamedSource;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.PackageElement;

/** Reads what a package says about its catalogue as a whole. */
public final class CatalogReader {
    private final PackageElement catalog;
    private final Origins origins;
    private final Findings findings;

    public CatalogReader(PackageElement catalog, Origins origins, Findings findings) {
        this.catalog = catalog;
        this.origins = origins;
        this.findings = findings;
    }

    public String repository() {
        Word word = Words.first(catalog, Catalog.class).orElseThrow();
        String repository = word.text("repository");
        if (!Formats.isRepository(repository)) {
            findings.report(
                    Rule.MALFORMED_REPOSITORY,
                    word.place("repository"),
                    "'" + repository + "' is not a repository such as 'citus' or 'ghcr.io/org'");
        }
        return repository;
    }

    /** The sources, by name. */
    public List<NamedSource> sources() {
        Map<String, NamedSource> sources = new TreeMap<>();
        for (Word word : Words.of(catalog, Source.class)) {
            NamedSource source = source(word);
            if (sources.put(source.name(), source) != null) {
                findings.report(
                        Rule.DUPLICATE_SOURCE,
                        word.place("name"),
                        "source '" + source.name() + "' is named twice. Keep one of them");
            }
        }
        return List.copyOf(sources.values());
    }

    private NamedSource source(Word word) {
        String name = word.text("name");
        String url = word.text("url");
        if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    word.place("name"),
                    "'" + name + "' is not a source name: lower-case letters, digits and single dashes");
        }
        if (!url.isEmpty() && !Formats.isUrl(url)) {
            findings.report(
                    Rule.MALFORMED_URL,
                    word.place("url"),
                    "'" + url + "' is not a URL such as 'https://example.org/x'");
        }
        return new NamedSource(name, url, origins.of(word));
    }
}
