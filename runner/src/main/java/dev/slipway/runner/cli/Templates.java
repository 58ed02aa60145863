package dev.slipway.runner.cli;

import dev.slipway.model.Suggestion;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The templates that there are: those of the catalogues, and what the runner has for every catalogue. */
record Templates(Catalogs catalogs) {
    private static final String WORKFLOW = "github-workflow";

    /**
     * The template of that name.
     *
     * @throws InputException if there is none, or no name, saying which there are
     */
    Template template(Optional<String> wanted) {
        List<String> names = names();
        String name = wanted.orElseThrow(
                () -> new InputException("the name of a template is missing. There is " + String.join(", ", names)));
        return new Template(
                name,
                catalogs.template(name)
                        .or(() -> name.equals(WORKFLOW) ? Optional.of(workflow()) : Optional.empty())
                        .orElseThrow(() -> new InputException("there is no template '" + name + "'."
                                + Suggestion.closest(name, names)
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(" There is " + String.join(", ", names)))));
    }

    List<String> names() {
        return Stream.concat(catalogs.templates().stream(), Stream.of(WORKFLOW))
                .sorted()
                .toList();
    }

    private static String workflow() {
        String resource = "/dev/slipway/runner/template/" + WORKFLOW + ".template";
        try (InputStream stream = Templates.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the runner has lost " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
