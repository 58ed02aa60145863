package dev.slipway.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
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
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.emit.CatalogSource;
import dev.slipway.processor.emit.Output;
import dev.slipway.processor.emit.OutputFolder;
import dev.slipway.processor.link.CatalogClass;
import dev.slipway.processor.link.ContextFolder;
import dev.slipway.processor.link.Linker;
import dev.slipway.processor.link.Origins;
import dev.slipway.processor.render.RenderedFile;
import dev.slipway.processor.render.Renderers;
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

    /** A catalogue without mistakes so far. */
    private record Linked(Declarations declarations, Family family, ContextFolder context, List<RenderedFile> files) {}

    private void compile() throws IOException {
        Elements elements = processingEnv.getElementUtils();
        Findings findings = new Findings();
        List<Linked> catalogs = new ArrayList<>();
        boolean complete = discovery.isComplete(elements);
        try {
            if (!complete) {
                discovery.dropIncomplete(elements);
            }
            for (Declarations declarations : discovery.declarations(elements, findings)) {
                ContextFolder context = new ContextFolder(option(CONTEXT));
                Family family = Linker.link(declarations, elements, new Origins(processingEnv), context, findings);
                if (complete && !findings.hasErrors()) {
                    catalogs.add(
                            new Linked(declarations, family, context, render(declarations, family, context, findings)));
                }
            }
        } finally {
            reporter().print(findings);
        }
        if (complete && !findings.hasErrors()) {
            emit(catalogs);
        }
    }

    /** The files of a catalogue; an image that they cannot express is reported. */
    private static List<RenderedFile> render(
            Declarations declarations, Family family, ContextFolder context, Findings findings) {
        try {
            return Renderers.render(family, context::read);
        } catch (IllegalArgumentException e) {
            for (TypeElement image : declarations.images()) {
                Linker.alone(family, image).ifPresent(alone -> {
                    try {
                        Renderers.render(alone, context::read);
                    } catch (IllegalArgumentException problem) {
                        Word word = Words.first(image, Image.class).orElseThrow();
                        findings.report(Rule.NOT_EXPRESSIBLE, word.place(), String.valueOf(problem.getMessage()));
                    }
                });
            }
            if (!findings.hasErrors()) {
                throw e;
            }
            return List.of();
        }
    }

    private void emit(List<Linked> catalogs) throws IOException {
        Output output = new Output(processingEnv.getFiler());
        List<JavaFile> classes = new ArrayList<>();
        for (Linked linked : catalogs) {
            CatalogClass catalog = CatalogClass.of(linked.declarations());
            output.write(catalog.packageName(), linked.files(), linked.family().context(), linked.context()::read);
            classes.add(CatalogSource.of(catalog, linked.family()));
            Optional<Path> folder = option(OUTPUT);
            if (folder.isPresent()) {
                OutputFolder.write(
                        catalogs.size() == 1 ? folder.get() : folder.get().resolve(catalog.packageName()),
                        linked.files());
            }
        }
        output.write(classes);
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
