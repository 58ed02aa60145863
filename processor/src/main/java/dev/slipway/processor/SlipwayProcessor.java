package dev.slipway.processor;

import com.google.auto.service.AutoService;
import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Image;
import dev.slipway.model.Family;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Reporter;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Discovery;
import dev.slipway.processor.emit.CatalogSource;
import dev.slipway.processor.emit.Output;
import dev.slipway.processor.emit.OutputFolder;
import dev.slipway.processor.link.CatalogClass;
import dev.slipway.processor.link.Linker;
import dev.slipway.processor.validate.ContextFolder;
import dev.slipway.processor.validate.Origins;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Checks the images that a package declares and generates what they mean: discover, validate, link, render, emit.
 *
 * <p>Options: {@code slipway.context}, the folder of the files that definitions name; {@code slipway.output}, a folder
 * for the generated Dockerfiles, Bake file, graph and pictures, which are beside the classes as well.
 */
@AutoService(Processor.class)
@SupportedOptions({SlipwayProcessor.CONTEXT, SlipwayProcessor.OUTPUT})
public final class SlipwayProcessor extends AbstractProcessor {
    static final String CONTEXT = "slipway.context";
    static final String OUTPUT = "slipway.output";

    private final Discovery discovery = new Discovery();
    private boolean emitted;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Stream.of(Catalog.class, Axis.class, Image.class)
                .map(Class::getCanonicalName)
                .collect(Collectors.toSet());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        try {
            List<Element> added = discovery.add(round);
            if (emitted) {
                reportLate(added);
            }
            boolean ready = discovery.isComplete(processingEnv.getElementUtils()) || round.processingOver();
            if (ready && !emitted && !discovery.isEmpty()) {
                emitted = true;
                compile();
            }
        } catch (IOException | RuntimeException e) {
            reporter().printInternalError(trace(e));
        }
        return false;
    }

    private void reportLate(List<Element> declared) {
        Findings findings = new Findings();
        declared.forEach(element -> findings.report(
                Rule.LATE_DECLARATION,
                Place.of(element),
                "'" + element.getSimpleName() + "' was generated after the catalogue was written. Name it in an image"
                        + " that is not generated: the catalogue waits for what its images name"));
        reporter().print(findings);
    }

    /** A catalogue without mistakes. */
    private record Checked(CatalogClass catalog, ContextFolder context, Rendering rendering) {}

    private void compile() throws IOException {
        Elements elements = processingEnv.getElementUtils();
        Findings findings = new Findings();
        List<Checked> catalogs = new ArrayList<>();
        boolean complete = discovery.isComplete(elements);
        try {
            if (!complete) {
                discovery.dropIncomplete(elements);
            }
            for (Declarations declarations : discovery.declarations(elements, findings)) {
                ContextFolder context = new ContextFolder(option(CONTEXT));
                Family family =
                        new Linker(declarations, elements, new Origins(processingEnv), context, findings).link();
                if (complete && !findings.hasErrors()) {
                    Rendering.of(family, context::read, declarations, findings)
                            .map(rendering -> new Checked(CatalogClass.of(declarations), context, rendering))
                            .ifPresent(catalogs::add);
                }
            }
        } finally {
            reporter().print(findings);
        }
        if (complete && !findings.hasErrors()) {
            emit(catalogs);
        }
    }

    private void emit(List<Checked> catalogs) throws IOException {
        Output output = new Output(processingEnv.getFiler());
        Optional<Path> folder = option(OUTPUT);
        for (Checked checked : catalogs) {
            String name = checked.catalog().packageName();
            Rendering rendering = checked.rendering();
            output.write(name, rendering.files(), rendering.graph().family().context(), checked.context()::read);
            if (folder.isPresent()) {
                OutputFolder.write(
                        catalogs.size() == 1 ? folder.get() : folder.get().resolve(name), rendering.files());
            }
        }
        output.write(catalogs.stream()
                .map(checked ->
                        CatalogSource.of(checked.catalog(), checked.rendering().graph()))
                .toList());
    }

    private Optional<Path> option(String name) {
        return Optional.ofNullable(processingEnv.getOptions().get(name)).map(Path::of);
    }

    private Reporter reporter() {
        return new Reporter(processingEnv);
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return "please report this: " + text;
    }
}
