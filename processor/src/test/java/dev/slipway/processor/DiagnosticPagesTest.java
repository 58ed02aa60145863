package dev.slipway.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.testing.compile.Compilation;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule has a page, whose examples do what it says. After a change of messages that is meant, {@code mvn -pl
 * processor -am test -Dslipway.golden.update=true} writes those of the pages anew.
 */
class DiagnosticPagesTest {
    private static final Path FOLDER = Path.of("docs/diagnostics");

    @TempDir
    Path temporary;

    @Test
    void every_rule_has_a_page_and_every_page_a_rule() throws IOException {
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rule.values())
                            .map(rule -> rule.tag() + ".md")
                            .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> a_page_names_its_rule_and_what_it_does() {
        return Arrays.stream(Rule.values())
                .map(rule -> dynamicTest(rule.tag(), () -> {
                    String severity = rule.severity() == Severity.ERROR ? "Error" : "Warning";
                    assertThat(page(rule).text())
                            .matches("(?s)# Slipway\\." + rule.tag() + "\n\n\\*\\*" + severity
                                    + "\\.\\*\\* [^\n]{1,110}\\.\n\n.*");
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_mistake_gets_its_message_and_nothing_else() {
        return rulesThatOthersBreak()
                .map(rule -> dynamicTest(rule.tag(), () -> {
                    DiagnosticPage page = page(rule);
                    List<String> messages = messages(rule, page.mistake());
                    if (Boolean.getBoolean("slipway.golden.update")) {
                        Files.writeString(file(rule), page.withMessage(String.join("\n", messages)));
                        page = page(rule);
                    }
                    assertThat(messages).containsExactly(page.message());
                    assertThat(page.message()).startsWith("[Slipway." + rule.tag() + "] ");
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_right_compiles_without_a_message() {
        return rulesThatOthersBreak()
                .map(rule -> dynamicTest(
                        rule.tag(),
                        () -> assertThat(messages(rule, page(rule).right())).isEmpty()));
    }

    private static Stream<Rule> rulesThatOthersBreak() {
        return Arrays.stream(Rule.values()).filter(rule -> rule != Rule.INTERNAL_ERROR);
    }

    private static Path file(Rule rule) {
        return FOLDER.resolve(rule.tag() + ".md");
    }

    private static DiagnosticPage page(Rule rule) throws IOException {
        return new DiagnosticPage(Files.readString(file(rule)));
    }

    private List<String> messages(Rule rule, DiagnosticPage.Example example) throws IOException {
        Path context = Files.createDirectories(temporary.resolve(rule.tag() + "/context"));
        for (var entry : example.context().entrySet()) {
            Path file = context.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        Compilation compilation = Sources.compile(
                example.sources(), example.generated(), context, temporary.resolve(rule.tag() + "/images"));
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
