package dev.slipway.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Sources of tests, and their compilation by the processor. */
final class Sources {
    static final Path CONTEXT = Path.of("src/test/resources/dev/slipway/processor/context");

    private Sources() {}

    /** A file of package {@code test} that may use the whole dsl. */
    static JavaFileObject file(String name, String body) {
        return file("test", name, body);
    }

    static JavaFileObject file(String packageName, String name, String body) {
        return JavaFileObjects.forSourceString(
                packageName + "." + name, "package " + packageName + ";\n\nimport dev.slipway.dsl.*;\n\n" + body);
    }

    static JavaFileObject catalog() {
        return catalog("test");
    }

    /** The package-info of a catalogue whose package is called as its repository. */
    static JavaFileObject catalog(String name) {
        return JavaFileObjects.forSourceString(
                name + ".package-info",
                "@dev.slipway.dsl.Catalog(repository = \"" + name + "\")\npackage " + name + ";\n");
    }

    static Compilation compile(List<JavaFileObject> sources) {
        return compile(sources, List.of(), CONTEXT, Path.of("target/images"));
    }

    /** With the classes of an earlier compilation on the class path, which are written to a folder. */
    static Compilation compile(List<JavaFileObject> sources, Compilation library, Path folder) throws IOException {
        for (JavaFileObject file : library.generatedFiles()) {
            Path path = folder.resolve(file.getName().replaceFirst("^/\\w+_OUTPUT/", ""));
            Files.createDirectories(path.getParent());
            try (var content = file.openInputStream()) {
                Files.copy(content, path);
            }
        }
        List<File> classPath = new ArrayList<>(List.of(folder.toFile()));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .forEach(classPath::add);
        return Compiler.javac()
                .withProcessors(new SlipwayProcessor())
                .withClasspath(classPath)
                .compile(sources);
    }

    /** @param generated what another processor writes in the first round */
    static Compilation compile(
            List<JavaFileObject> sources, List<JavaFileObject> generated, Path context, Path output) {
        List<Processor> processors = generated.isEmpty()
                ? List.of(new SlipwayProcessor())
                : List.of(new SlipwayProcessor(), new Generating(generated));
        return Compiler.javac()
                .withProcessors(processors)
                .withOptions("-Aslipway.context=" + context, "-Aslipway.output=" + output)
                .compile(sources);
    }

    static List<JavaFileObject> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Sources::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".java", "");
            return JavaFileObjects.forSourceString("test." + name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes sources in the first round. */
    private static final class Generating extends AbstractProcessor {
        private final List<JavaFileObject> sources;
        private boolean written;

        Generating(List<JavaFileObject> sources) {
            this.sources = sources;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!written) {
                written = true;
                sources.forEach(this::write);
            }
            return false;
        }

        private void write(JavaFileObject source) {
            String name =
                    source.getName().replaceFirst("^/", "").replace(".java", "").replace('/', '.');
            try (var out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                out.write(source.getCharContent(false).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
