package dev.slipway.runner.help;

import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages of all rules of the compiler. They are the processor's, and lie in the runner's jar because that is what
 * people have at hand.
 *
 * @param all by tag
 */
public record DiagnosticPages(List<DiagnosticPage> all) {
    private static final String EXTENSION = ".md";
    /** A tag, as bare as it may be typed or as it stands in a message. */
    private static final Pattern TAG = Pattern.compile("\\[?(?:Slipway\\.)?(?<tag>.*?)\\]?", Pattern.CASE_INSENSITIVE);

    public DiagnosticPages {
        all = List.copyOf(all);
    }

    /** Those in the runner's jar, or in its folder of classes. */
    public static DiagnosticPages load() {
        try {
            URI folder = Objects.requireNonNull(
                            DiagnosticPages.class.getResource("diagnostics"), "the runner has lost its pages")
                    .toURI();
            if (!folder.getScheme().equals("jar")) {
                return new DiagnosticPages(read(Path.of(folder)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return new DiagnosticPages(read(jar.provider().getPath(folder)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the pages of diagnostics", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the runner is at a place that is none", e);
        }
    }

    private static List<DiagnosticPage> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(DiagnosticPages::page).toList();
        }
    }

    private static DiagnosticPage page(Path file) {
        try {
            String name = String.valueOf(file.getFileName());
            return new DiagnosticPage(name.substring(0, name.length() - EXTENSION.length()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public List<String> tags() {
        return all.stream().map(DiagnosticPage::tag).toList();
    }

    /**
     * The page of a rule.
     *
     * @param given its tag in whatever case, with or without what stands around it in messages
     * @throws InputException if there is no such rule
     */
    public DiagnosticPage page(String given) {
        Matcher matcher = TAG.matcher(given);
        String tag = matcher.matches() ? matcher.group("tag") : given;
        return all.stream()
                .filter(page -> page.tag().equalsIgnoreCase(tag))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no diagnostic '" + given + "'."
                        + Suggestion.closest(tag, tags())
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse(" 'runner explain' lists all that there are")));
    }
}
