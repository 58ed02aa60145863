package dev.slipway.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The family, compiled: every tool builds from the same definitions.
 *
 * @param context the files that definitions name
 * @param images the folder with Dockerfiles, Bake file and graph
 * @param catalog the folder that {@code SLIPWAY_CATALOG_PATH} takes
 */
record Family(Path context, Path images, Path catalog) {
    /** How Dockerfiles begin that want a frontend of Docker Hub's. */
    private static final String SYNTAX = "# syntax=docker/dockerfile:1\n";

    /**
     * Compiles the sources with some changes.
     *
     * @param sources the folder {@code family}
     * @param folder for what comes out
     */
    static Family compile(Path sources, Path folder, List<Edit> edits) throws IOException {
        Family family = new Family(
                sources.resolve("images"),
                Files.createDirectories(folder.resolve("images")),
                Files.createDirectories(folder.resolve("classes")));
        List<Path> written = edited(sources.resolve("java"), Files.createDirectories(folder.resolve("sources")), edits);
        List<String> options = List.of(
                "-d",
                family.catalog.toString(),
                "-Aslipway.context=" + family.context,
                "-Aslipway.output=" + family.images);
        StringWriter output = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(output, files, null, options, null, files.getJavaFileObjectsFromPaths(written))
                    .call()) {
                throw new IOException("the family does not compile:\n" + output);
            }
        }
        family.useBuiltInFrontend();
        HostNetwork.write(family.images.resolve(Target.FILE), family.network());
        return family;
    }

    /** The {@link HostNetwork} file for Bake. */
    Path network() {
        return images.resolve("network.yaml");
    }

    private static List<Path> edited(Path sources, Path target, List<Edit> edits) throws IOException {
        List<Path> written = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                String source = Files.readString(file);
                for (Edit edit : edits) {
                    source = edit.apply(name, source);
                }
                written.add(Files.writeString(target.resolve(name), source));
            }
        }
        return written;
    }

    /** Docker Hub may not answer, and what it has is no other frontend than the daemon's own. */
    private void useBuiltInFrontend() throws IOException {
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(path -> path.endsWith("Dockerfile")).toList()) {
                Files.writeString(file, Files.readString(file).replace(SYNTAX, ""));
            }
        }
    }
}
