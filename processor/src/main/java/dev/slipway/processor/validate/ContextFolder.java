package dev.slipway.processor.validate;

import dev.slipway.model.ContextFile;
import dev.slipway.model.Suggestion;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of the files that definitions name; remembers which they named. */
public final class ContextFolder {
    private static final String INTERPRETER = "#!";

    private final Optional<Path> folder;
    private final SortedMap<String, ContextFile> used = new TreeMap<>();

    /** @param folder empty where no compiler option names one */
    public ContextFolder(Optional<Path> folder) {
        this.folder = folder;
    }

    /** What a definition may name. */
    enum Wanted {
        SCRIPT,
        FILE,
        FILE_OR_FOLDER
    }

    /** Every file that was named, by its path. */
    public List<ContextFile> used() {
        return List.copyOf(used.values());
    }

    public byte[] read(String path) {
        try {
            return Files.readAllBytes(folder.orElseThrow().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that a definition names a path, and reports what is wrong with it. */
    void use(String path, Wanted wanted, Place place, Findings findings) {
        if (folder.isEmpty()) {
            findings.report(
                    Rule.MISSING_CONTEXT_FILE,
                    place,
                    "'" + path + "': no context folder is set. Compile with -Aslipway.context=FOLDER");
            return;
        }
        try {
            check(folder.get().toRealPath(), path, wanted, place, findings);
        } catch (IOException e) {
            findings.report(Rule.MISSING_CONTEXT_FILE, place, "'" + path + "' cannot be read: " + e.getMessage());
        }
    }

    private void check(Path root, String path, Wanted wanted, Place place, Findings findings) throws IOException {
        Path file = root.resolve(path).normalize();
        if (path.startsWith("/") || !file.startsWith(root)) {
            findings.report(
                    Rule.CONTEXT_ESCAPES,
                    place,
                    "'" + path + "' leaves the context folder. Write a path inside it, such as 'scripts/install.sh'");
        } else if (!Files.exists(file)) {
            findings.report(
                    Rule.MISSING_CONTEXT_FILE,
                    place,
                    "'" + path + "' is not in the context folder" + suggestion(root, path));
        } else if (!file.toRealPath().startsWith(root)) {
            findings.report(
                    Rule.CONTEXT_ESCAPES,
                    place,
                    "'" + path + "' is a symbolic link that leaves the context folder. Put the file itself there");
        } else if (Files.isDirectory(file)) {
            checkFolder(root, file, path, wanted, place, findings);
        } else {
            checkFile(root, file, path, wanted, place, findings);
        }
    }

    private void checkFolder(Path root, Path folder, String path, Wanted wanted, Place place, Findings findings)
            throws IOException {
        if (wanted != Wanted.FILE_OR_FOLDER) {
            findings.report(
                    Rule.CONTEXT_FILE_IS_DIRECTORY, place, "'" + path + "' is a folder, and a file is wanted here");
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> !Files.isDirectory(each)).toList()) {
                if (file.toRealPath().startsWith(root)) {
                    remember(root, file);
                } else {
                    findings.report(
                            Rule.CONTEXT_ESCAPES,
                            place,
                            "'" + root.relativize(file)
                                    + "' is a symbolic link that leaves the context folder. Put the file itself there");
                }
            }
        }
    }

    private void checkFile(Path root, Path file, String path, Wanted wanted, Place place, Findings findings)
            throws IOException {
        remember(root, file);
        if (wanted == Wanted.SCRIPT
                && !new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith(INTERPRETER)) {
            findings.report(
                    Rule.SCRIPT_WITHOUT_INTERPRETER,
                    place,
                    "'" + path + "' does not begin with '#!'. Say what executes it: '#!/bin/sh'");
        }
        if (wanted == Wanted.SCRIPT) {
            used.computeIfPresent(path, (name, known) -> new ContextFile(name, known.sha256(), known.size(), true));
        }
    }

    private void remember(Path root, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String path = root.relativize(file).toString().replace('\\', '/');
        used.putIfAbsent(
                path, new ContextFile(path, ContextFile.sha256(content), content.length, Files.isExecutable(file)));
    }

    private static String suggestion(Path root, String path) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> known = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
            return "." + Suggestion.didYouMean(path, known);
        }
    }
}
