package dev.slipway.runner.catalogs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.catalog.Catalog;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A catalogue and the family that it holds.
 *
 * @param name the package that declares it
 */
public record LoadedCatalog(String name, Family family, Catalog catalog) {
    private static final TextFiles PROFILES = new TextFiles("profiles/", ".toml");
    private static final TextFiles TEMPLATES = new TextFiles("templates/", ".template");

    /** Texts that stand beside the catalogue's class in a folder of their own, each with a name. */
    private record TextFiles(String folder, String extension) {}

    /**
     * That which another build has left in a folder of classes.
     *
     * @throws InputException if there is none, or it is not as the compiler left it
     */
    public static LoadedCatalog load(String name, Path classes) {
        return load(new CatalogFolder(name, classes.resolve(name.replace('.', '/'))));
    }

    static LoadedCatalog load(Catalog catalog) {
        String place = "catalogue " + catalog.name() + ": graph.json: ";
        try (InputStream stream = catalog.resource("graph.json")) {
            Map<String, Object> document =
                    new ObjectMapper().readValue(stream, new TypeReference<Map<String, Object>>() {});
            return new LoadedCatalog(catalog.name(), GraphDocument.read(document), catalog);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    place + "damaged at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage() + ". Run mvn package",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(place + e.getMessage(), e);
        }
    }

    /**
     * Looks at every file of the context.
     *
     * @throws InputException if one is missing or is not what the definitions were compiled with
     */
    public void checkContext() {
        family.context().forEach(this::read);
    }

    /** Writes every file of the context under its path. */
    public void writeContext(Path folder) throws IOException {
        for (ContextFile file : family.context()) {
            Path target = folder.resolve(file.path()).normalize();
            if (!target.startsWith(folder)) {
                throw new InputException("catalogue " + name + ": '" + file.path() + "' lies outside of its context");
            }
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, read(file));
            if (file.executable() && !target.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make " + target + " executable");
            }
        }
    }

    private byte[] read(ContextFile file) {
        String place = "catalogue " + name + ": file '" + file.path() + "' ";
        try (InputStream stream = catalog.resource("context/" + file.path())) {
            byte[] content = stream.readAllBytes();
            if (!ContextFile.sha256(content).equals(file.sha256())) {
                throw new InputException(place + "is not the one that graph.json was made with. Run mvn package");
            }
            return content;
        } catch (IOException e) {
            throw new InputException(place + "is missing: " + e.getMessage() + ". Run mvn package", e);
        }
    }

    /** The folder that its classes or their jar are in; empty if they come from no file. */
    public Optional<Path> place() {
        if (catalog instanceof CatalogFolder classes) {
            return Optional.of(classes.folder());
        }
        try {
            return Optional.ofNullable(catalog.getClass().getProtectionDomain().getCodeSource())
                    .flatMap(source -> Optional.ofNullable(source.getLocation()))
                    .filter(location -> location.getProtocol().equals("file"))
                    .map(location -> Path.of(URI.create(location.toString())))
                    .map(path -> Files.isDirectory(path)
                            ? path
                            : path.toAbsolutePath().getParent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<String> profile(String profile) {
        return text(PROFILES, profile);
    }

    /** Names of its profiles, as far as the class path can be listed; good for messages. */
    List<String> profiles() {
        return names(PROFILES);
    }

    /** The text of its lock of that name, as it was when the catalogue was built. */
    public Optional<String> lock(String file) {
        try (InputStream stream = catalog.resource(file)) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<String> template(String template) {
        return text(TEMPLATES, template);
    }

    /** Names of its templates, as far as the class path can be listed; good for messages. */
    List<String> templates() {
        return names(TEMPLATES);
    }

    private Optional<String> text(TextFiles files, String text) {
        try (InputStream stream = catalog.resource(files.folder() + text + files.extension())) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> names(TextFiles files) {
        URL folder = catalog.getClass().getResource("slipway/" + files.folder());
        if (folder == null) {
            return List.of();
        }
        try {
            if (folder.openConnection() instanceof JarURLConnection jar) {
                String prefix = jar.getEntryName();
                return names(
                        files,
                        jar.getJarFile().stream()
                                .map(entry -> entry.getName())
                                .filter(entry -> entry.startsWith(prefix))
                                .map(entry -> entry.substring(prefix.length())));
            }
            try (Stream<Path> found = Files.list(Path.of(folder.toURI()))) {
                return names(files, found.map(file -> String.valueOf(file.getFileName())));
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<String> names(TextFiles files, Stream<String> found) {
        return found.filter(file -> file.endsWith(files.extension()))
                .map(file -> file.substring(0, file.length() - files.extension().length()))
                .toList();
    }
}
