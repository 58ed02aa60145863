package dev.slipway.processor;

import com.google.auto.service.AutoService;
import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Image;
import dev.slipway.model.Family;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Reporter;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Discovery;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.emit.CatalogSource;
import dev.slipway.processor.emit.Output;
import dev.slipway.processor.emit.OutputFolder;
import dev.slipway.processor.link.ContextFolder;
import dev.slipway.processor.link.Linker;
import dev.slipway.processor.link.Origins;
import dev.slipway.processor.render.RenderedFile;
import dev.slipway.processor.render.Renderers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
import javax.lang.model.element.TypeElement;

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
            discovery.add(round);
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

    private void compile() throws IOException {
        Findings findings = new Findings();
        for (Declarations declarations : discovery.declarations(processingEnv.getElementUtils(), findings)) {
            ContextFolder context = new ContextFolder(option(CONTEXT));
            Family family = Linker.link(
                    declarations, processingEnv.getElementUtils(), new Origins(processingEnv), context, findings);
            if (!findings.hasErrors()) {
                emit(declarations, family, context);
            }
        }
        reporter().print(findings);
    }

    private void emit(Declarations declarations, Family family, ContextFolder context) throws IOException {
        String catalog = declarations.catalog().getQualifiedName().toString();
        List<RenderedFile> files = Renderers.render(family, context::read);
        Output output = new Output(processingEnv.getFiler());
        output.write(catalog, files, family.context(), context::read);
        output.write(CatalogSource.of(catalog, className(declarations, family), family));
        Optional<Path> folder = option(OUTPUT);
        if (folder.isPresent()) {
            OutputFolder.write(folder.get(), files);
        }
    }

    private static String className(Declarations declarations, Family family) {
        String name =
                Words.first(declarations.catalog(), Catalog.class).orElseThrow().text("name");
        if (!name.isEmpty()) {
            return name;
        }
        String last = family.repository().substring(family.repository().lastIndexOf('/') + 1);
        String camel = Stream.of(last.split("[^A-Za-z0-9]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
        return camel + "Images";
    }

    private Optional<Path> option(String name) {
        return Optional.ofNullable(processingEnv.getOptions().get(name)).map(Path::of);
    }

    private Reporter reporter() {
        return new Reporter(processingEnv.getMessager());
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return "please report this: " + text;
    }
}
