package dev.slipway.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.testing.compile.Compilation;
import dev.slipway.processor.diagnostic.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule has a folder of its tag with a small catalogue that breaks it. What the compiler must say stands behind the
 * line where it must say it: {@code // error: [Slipway.Tag] the whole message}. After a change that is meant, {@code mvn
 * -pl processor -am test -Dslipway.golden.update=true} writes the expectations anew, and the diff shows what it does.
 */
class DiagnosticsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/slipway/processor/diagnostics");
    /** Sources that another processor generates while the catalogue is compiled. */
    private static final String GENERATED = "generated";

    private static final Pattern EXPECTATION = Pattern.compile(" // (error|warning): ");

    @TempDir
    static @Nullable Path temporary;

    private static Path context = Sources.CONTEXT;

    /** What a compiler says, and where. */
    private record Message(String file, long line, String severity, String text) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + severity + ": " + text;
        }
    }

    @BeforeAll
    static void copyContext() throws IOException {
        Path outside = Files.createDirectories(Path.of(String.valueOf(temporary)));
        context = outside.resolve("context");
        try (Stream<Path> files = Files.walk(Sources.CONTEXT)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, context.resolve(Sources.CONTEXT.relativize(file).toString()));
            }
        }
        Files.writeString(outside.resolve("outside.txt"), "not in the context");
        Files.createSymbolicLink(context.resolve("leaves.txt"), Path.of("../outside.txt"));
        Files.createSymbolicLink(context.resolve("leaving/leaves.txt"), Path.of("../../outside.txt"));
    }

    @TestFactory
    Stream<DynamicTest> a_broken_rule_is_reported_where_it_is_broken() throws IOException {
        return folders().stream().map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    @Test
    void every_rule_has_a_case() throws IOException {
        Set<String> cases = new TreeSet<>();
        for (Path folder : folders()) {
            expected(folder)
                    .forEach(message -> cases.add(message.text().replaceAll("^\\[Slipway\\.(\\w+)\\].*", "$1")));
        }
        assertThat(cases)
                .isEqualTo(Arrays.stream(Rule.values())
                        .filter(rule -> rule != Rule.INTERNAL_ERROR)
                        .map(Rule::tag)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static void check(Path folder) throws IOException {
        Path generated = folder.resolve(GENERATED);
        Path output = Path.of(String.valueOf(temporary), folder.getFileName().toString());
        Compilation compilation = Sources.compile(Sources.in(folder), Sources.in(generated), context, output);
        List<Message> actual = compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(DiagnosticsTest::message)
                .toList();
        if (Boolean.getBoolean("slipway.golden.update")) {
            update(folder, actual);
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected(folder));
        boolean complete = compilation.status() == Compilation.Status.SUCCESS || Files.isDirectory(generated);
        assertThat(Files.exists(output)).as("whether anything is generated").isEqualTo(complete);
    }

    private static Message message(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        return new Message(
                source == null ? "" : Path.of(source.getName()).getFileName().toString(),
                diagnostic.getLineNumber(),
                diagnostic.getKind() == Diagnostic.Kind.ERROR ? "error" : "warning",
                diagnostic.getMessage(Locale.ROOT).replace("\n", "\\n"));
    }

    private static List<Message> expected(Path folder) throws IOException {
        List<Message> expected = new ArrayList<>();
        for (Path file : files(folder)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                Matcher start = EXPECTATION.matcher(line);
                boolean found = start.find();
                while (found) {
                    int from = start.end();
                    String severity = start.group(1);
                    found = start.find();
                    String text = line.substring(from, found ? start.start() : line.length());
                    expected.add(new Message(file.getFileName().toString(), i + 1, severity, text));
                }
            }
        }
        return expected;
    }

    private static void update(Path folder, List<Message> actual) throws IOException {
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                int number = lines.size() + 1;
                String comments = actual.stream()
                        .filter(message -> message.file().equals(name) && message.line() == number)
                        .map(message -> " // " + message.severity() + ": " + message.text())
                        .collect(Collectors.joining());
                lines.add(EXPECTATION.splitAsStream(line).findFirst().orElse("") + comments);
            }
            Files.write(file, lines);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }
}
