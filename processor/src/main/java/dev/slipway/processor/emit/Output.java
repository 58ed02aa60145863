package dev.slipway.processor.emit;

import com.palantir.javapoet.JavaFile;
import dev.slipway.model.ContextFile;
import dev.slipway.processor.render.ContextReader;
import dev.slipway.processor.render.RenderedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** Writes what a catalogue becomes beside its classes, so that it is in their jar. */
public final class Output {
    private static final String SERVICE = "META-INF/services/dev.slipway.catalog.Catalog";

    private final Filer filer;

    public Output(Filer filer) {
        this.filer = filer;
    }

    /** Rendered files, and the context for runners, under {@code slipway/} in the catalogue's package. */
    public void write(String catalog, List<RenderedFile> files, List<ContextFile> context, ContextReader reader)
            throws IOException {
        for (RenderedFile file : files) {
            boolean ofGraph = file.path().equals("graph.json");
            resource(catalog, "slipway/" + (ofGraph ? "" : "images/") + file.path(), file.content());
        }
        for (ContextFile file : context) {
            resource(catalog, "slipway/context/" + file.path(), reader.read(file.path()));
        }
    }

    /** The catalogues' classes, and their entries for {@link java.util.ServiceLoader}. */
    public void write(List<JavaFile> catalogs) throws IOException {
        StringBuilder names = new StringBuilder();
        for (JavaFile catalog : catalogs) {
            catalog.writeTo(filer);
            names.append(catalog.packageName())
                    .append('.')
                    .append(catalog.typeSpec().name())
                    .append('\n');
        }
        if (!catalogs.isEmpty()) {
            resource("", SERVICE, names.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void resource(String catalog, String path, byte[] content) throws IOException {
        try (OutputStream out = filer.createResource(StandardLocation.CLASS_OUTPUT, catalog, path)
                .openOutputStream()) {
            out.write(content);
        }
    }
}
